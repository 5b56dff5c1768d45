/// How long one client may still take: a person with a slow line gets their page and can send their form, and somebody who sends
/// a letter now and then does not keep a place that others wait for. Pure: it is told how the time goes by.
struct ClientPatience {
    /// Seconds from being connected to the whole head of the first request.
    static let first = 20
    /// Seconds of silence after an answer: longer than a proxy keeps a connection for its next visitor.
    static let between = 150
    /// Seconds that may pass while a form is sent or a page is taken, however slowly.
    static let inHand = 20
    /// What must come or go for each further second.
    static let bytesPerSecond = 500
    /// Seconds for each of these where places are few.
    static let inACrowd = 5

    private var silence = Self.first
    /// In bytes: a second takes `bytesPerSecond` away, and what comes or goes is added.
    private var receiving = Self.inHand * Self.bytesPerSecond
    private var sending = Self.inHand * Self.bytesPerSecond
    private var isReceiving = false
    private var requests = 0
    /// Bytes that were handed over to be sent, and of these what had left when the time was last looked at.
    private var handedOver = 0
    private var gone = 0

    mutating func headCame() {
        requests += 1
        isReceiving = true
        receiving = Self.inHand * Self.bytesPerSecond
    }

    mutating func bodyCame(_ bytes: Int) {
        receiving = min(receiving + bytes, Self.inHand * Self.bytesPerSecond)
    }

    mutating func requestEnded() { isReceiving = false }

    mutating func send(_ bytes: Int) { handedOver += bytes }

    mutating func answered() {
        requests -= 1
        silence = Self.between
    }

    /// Some seconds have gone by.
    ///
    /// - Parameters:
    ///   - isAsking: whether we wait for bytes of the client. While we are busy ourselves it is not the client who is slow.
    ///   - waiting: bytes that wait to be sent.
    /// - Returns: whether the client's time is over.
    mutating func pass(seconds: Int, isAsking: Bool, waiting: Int, isCrowded: Bool) -> Bool {
        if isCrowded { hurry() }
        let cost = seconds * Self.bytesPerSecond
        if waiting > 0 {
            let left = max(0, handedOver - waiting - gone)
            gone += left
            sending = min(sending + left, Self.inHand * Self.bytesPerSecond) - cost
            if sending <= 0 { return true }
        } else {
            gone = handedOver
            sending = Self.inHand * Self.bytesPerSecond
        }
        if isReceiving, isAsking { receiving -= cost }
        if !isReceiving, requests == 0, waiting == 0 { silence -= seconds }
        return receiving <= 0 || silence <= 0
    }

    private mutating func hurry() {
        silence = min(silence, Self.inACrowd)
        receiving = min(receiving, Self.inACrowd * Self.bytesPerSecond)
        sending = min(sending, Self.inACrowd * Self.bytesPerSecond)
    }
}
