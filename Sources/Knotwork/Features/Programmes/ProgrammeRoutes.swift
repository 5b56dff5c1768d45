import HTTPTypes
import Hummingbird
import Markup
import NIOCore

extension Programmes {
    static func addRoutes(_ routes: Routes) {
        routes.publicPage("/programmes/:programme/accent.css") { request in
            let programme = try await find(request)
            let sheet = Colour(programme.accent).flatMap { Accent($0) }?.stylesheet ?? ""
            return Response(
                status: .ok, headers: [.contentType: "text/css; charset=utf-8", .cacheControl: "public, max-age=3600"],
                body: .init(byteBuffer: ByteBuffer(string: sheet)))
        }
    }
}
