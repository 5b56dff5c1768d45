import Hummingbird
import NIOCore
import NIOHTTPTypes
import Synchronization

/// The places for connections, and how many are taken.
final class Crowd: Sendable {
    let places: Int
    private let taken = Atomic(0)

    init(places: Int) { self.places = places }

    func come() { taken.add(1, ordering: .relaxed) }
    func go() { taken.subtract(1, ordering: .relaxed) }

    /// More than half of the places are taken: from now on nobody may take their time.
    var isLarge: Bool { 2 * taken.load(ordering: .relaxed) > places }
}

/// Ends a connection when its client has taken more time than it may: see `ClientPatience`.
final class SlowClients: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private static let everySeconds = 2

    private let crowd: Crowd
    private var patience = ClientPatience()
    private var isAsking = false
    private var watch: RepeatedTask?

    init(_ crowd: Crowd) { self.crowd = crowd }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { start(context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        start(context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        stop()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { stop() }

    func read(context: ChannelHandlerContext) {
        isAsking = true
        context.read()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head: patience.headCame()
        case .body(let bytes): patience.bodyCame(bytes.readableBytes)
        case .end: patience.requestEnded()
        }
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        isAsking = false
        context.fireChannelReadComplete()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head: break
        case .body(let bytes): patience.send(bytes.readableBytes)
        case .end: patience.answered()
        }
        context.write(data, promise: promise)
    }

    private func start(_ context: ChannelHandlerContext) {
        guard watch == nil else { return }
        crowd.come()
        let own = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
        let pause = TimeAmount.seconds(Int64(Self.everySeconds))
        watch = context.eventLoop.scheduleRepeatedTask(initialDelay: pause, delay: pause) { _ in
            own.value.handler.look(own.value.context)
        }
    }

    private func stop() {
        guard let watch else { return }
        self.watch = nil
        watch.cancel()
        crowd.go()
    }

    private func look(_ context: ChannelHandlerContext) {
        let waiting = try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)
        let isOver = patience.pass(
            seconds: Self.everySeconds, isAsking: isAsking, waiting: waiting ?? 0, isCrowded: crowd.isLarge)
        if isOver { context.close(promise: nil) }
    }
}

@available(*, unavailable)
extension SlowClients: Sendable {}
