import Foundation

extension DelimitedText {
    /// What parts the fields, as the first line tells: a comma, or where none stands outside quotes a semicolon or a
    /// tabulator, whichever is there more often.
    ///
    /// Cost: O(bytes of the first line).
    public static func separator(of bytes: some Sequence<UInt8>) -> UInt8 {
        let (comma, semicolon, tabulator) = (UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"))
        var isQuoted = false
        var (semicolons, tabulators, hasBegun) = (0, 0, false)
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\""): isQuoted.toggle()
            case _ where isQuoted: continue
            case comma: return comma
            case semicolon: semicolons += 1
            case tabulator: tabulators += 1
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                if hasBegun { return pick(semicolons, tabulators) }
                continue
            default: break
            }
            hasBegun = true
        }
        return pick(semicolons, tabulators)
    }

    private static func pick(_ semicolons: Int, _ tabulators: Int) -> UInt8 {
        if semicolons + tabulators == 0 { return UInt8(ascii: ",") }
        return semicolons >= tabulators ? UInt8(ascii: ";") : UInt8(ascii: "\t")
    }
}
