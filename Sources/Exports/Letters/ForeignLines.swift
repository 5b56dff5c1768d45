/// Lines of another encoding in a file of UTF-8.
enum ForeignLines {
    /// The text with every line that is no UTF-8 decoded by the code page that fits it, and which lines these are; nil
    /// when all are. Within such a line, characters that are UTF-8 stay what they are.
    static func mended(_ bytes: [UInt8]) -> (utf8: [UInt8], lines: [Int])? {
        guard bytes.contains(where: { $0 >= 0x80 }), !isWhole(bytes[...]) else { return nil }
        var result: [UInt8] = []
        var lines: [Int] = []
        var number = 1
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
            let line = bytes[start..<end]
            if isWhole(line) {
                result += line
            } else {
                lines.append(number)
                result += decoded(line)
            }
            var next = end
            if next < bytes.count {
                next += bytes[next] == 0x0D && next + 1 < bytes.count && bytes[next + 1] == 0x0A ? 2 : 1
                result += bytes[end..<next]
                number += 1
            }
            start = next
        }
        return (result, lines)
    }

    private static func isWhole(_ bytes: ArraySlice<UInt8>) -> Bool {
        var position = bytes.startIndex
        while position < bytes.endIndex {
            if bytes[position] < 0x80 {
                position += 1
            } else {
                guard let length = UTF8Sequence.length(bytes, at: position) else { return false }
                position += length
            }
        }
        return true
    }

    private static func decoded(_ line: ArraySlice<UInt8>) -> [UInt8] {
        let page = Codepage.likeliest(line)
        var result: [UInt8] = []
        var position = line.startIndex
        while position < line.endIndex {
            if let length = line[position] < 0x80 ? 1 : UTF8Sequence.length(line, at: position) {
                result += line[position..<(position + length)]
                position += length
            } else {
                result += Array(page.scalar(line[position]).utf8)
                position += 1
            }
        }
        return result
    }
}
