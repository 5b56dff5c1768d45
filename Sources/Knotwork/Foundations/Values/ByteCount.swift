/// How large something may be, as people read it.
enum ByteCount {
    /// In whole megabytes of either kind, whichever the number was meant in; never more than it is.
    static func words(_ bytes: Int) -> String {
        let megabytes = bytes % (1 << 20) == 0 ? bytes >> 20 : bytes / 1_000_000
        return megabytes > 0 ? "\(megabytes) MB" : "\(max(1, bytes >> 10)) kB"
    }
}
