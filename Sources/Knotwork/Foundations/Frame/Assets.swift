import HTTPTypes
import Hummingbird
import Markup
import NIOCore

/// The files that pages need: in the binary, named by their content, kept by browsers for a year.
enum Assets {
    static let styles = PackageResources.knotwork_css
    static let iconBytes = Brand.favicon().bytes

    private static let version = String(Hex.fingerprint(styles + iconBytes).prefix(12))

    static let stylesheet = Link("/assets/\(version)/knotwork.css")
    static let icon = Link("/assets/\(version)/icon.svg")

    static func addRoutes(_ routes: Routes) {
        routes.get("/assets/:version/knotwork.css", for: .everyone) { _ in answer(styles, "text/css; charset=utf-8") }
        routes.get("/assets/:version/icon.svg", for: .everyone) { _ in answer(iconBytes, "image/svg+xml") }
        routes.get("/favicon.ico", for: .everyone) { _ in answer(iconBytes, "image/svg+xml") }
    }

    private static func answer(_ bytes: [UInt8], _ type: String) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: type, .cacheControl: "public, max-age=31536000, immutable"],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
