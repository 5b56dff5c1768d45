/// Counting words, as guidance beside a text.
public enum Words {
    /// How many runs of anything but white space (Unicode's White_Space) stand in `text`. One pass over its scalars: a page of
    /// answers is thousands of them, and looking for whole characters costs thirty times as much.
    public static func count(in text: String) -> Int {
        var count = 0
        var isInside = false
        for scalar in text.unicodeScalars {
            let isSpace = scalar.isSpace
            if !isSpace && !isInside { count += 1 }
            isInside = !isSpace
        }
        return count
    }
}

extension Unicode.Scalar {
    fileprivate var isSpace: Bool {
        switch value {
        case 0x20, 0x09...0x0D: true
        case ..<0x80: false
        default: properties.isWhitespace
        }
    }
}
