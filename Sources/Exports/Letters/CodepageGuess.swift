extension Codepage {
    /// The code page under which the bytes are the best text: letters of Europe within words, capitals at their
    /// beginnings, quotation marks where words begin and end. Of equals Windows-1252, which is the most usual.
    ///
    /// Cost: O(bytes).
    static func likeliest(_ bytes: some Collection<UInt8>) -> Codepage {
        let scores = [windows1252, windows1250, macRoman].map { ($0, score(bytes, $0)) }
        var best = scores[0]
        for one in scores.dropFirst() where one.1 > best.1 { best = one }
        return best.0
    }

    private static func score(_ bytes: some Collection<UInt8>, _ page: Codepage) -> Int {
        var score = 0
        var before: Unicode.Scalar = "\n"
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            let next = bytes.index(after: index)
            let scalar = page.scalar(byte)
            if byte >= 0x80 {
                let after: Unicode.Scalar = next < bytes.endIndex ? page.scalar(bytes[next]) : "\n"
                score += worth(scalar, before, after)
            }
            before = scalar
            index = next
        }
        return score
    }

    /// How well one character beyond ASCII stands between its neighbours.
    private static func worth(_ scalar: Unicode.Scalar, _ before: Unicode.Scalar, _ after: Unicode.Scalar) -> Int {
        let (isAfterLetter, isBeforeLetter) = (before.properties.isAlphabetic, after.properties.isAlphabetic)
        if scalar.properties.isAlphabetic {
            if "ªºµˆ".unicodeScalars.contains(scalar) { return isAfterLetter && isBeforeLetter ? -3 : -1 }
            if !isAfterLetter, !isBeforeLetter { return 0 }
            // A capital within a word of small letters, or a small letter before a capital, is a wrong letter.
            if scalar.properties.isUppercase, before.properties.isLowercase { return -3 }
            if scalar.properties.isLowercase, after.properties.isUppercase { return -3 }
            if usual.contains(scalar) { return 3 }
            return central.contains(scalar) ? 2 : 1
        }
        switch scalar {
        case "’": return isAfterLetter ? 3 : 0
        case "‘", "“", "«": return isAfterLetter ? -3 : isBeforeLetter ? 2 : 0
        case "”", "»": return isAfterLetter && !isBeforeLetter ? 2 : -1
        case "–", "—", "…", "•", "\u{A0}", "„", "‚": return isAfterLetter && isBeforeLetter ? -1 : 1
        case "£", "€", "°", "©", "®", "™", "§", "½", "·": return isAfterLetter && isBeforeLetter ? -3 : 0
        default: return isAfterLetter || isBeforeLetter ? -3 : -1
        }
    }

    /// Letters of the languages of Western Europe.
    private static let usual = Set("äöüßéèêëàâáãåæçíìîïñóòôõøúùûœÄÖÜÉÈÀÁÂÅÆÇÍÎÑÓÔØÚŒÿŸ".unicodeScalars)
    /// Letters that come with Windows-1250.
    private static let central = Set("ąćęłńśźżĄĆĘŁŃŚŹŻčďěňřšťůžČĎĚŇŘŠŤŮŽőűŐŰăţşđ".unicodeScalars)
}
