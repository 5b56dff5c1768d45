import Delimited

/// Why a workbook as a whole cannot be read.
enum WorkbookFault: Error, Hashable {
    /// What reads workbooks is not on this machine.
    case missingLibrary
    /// A file with a password, an older or a different kind of file, by its name.
    case protected
    case otherKind(String)
    /// Cut off, or not what its own contents promise; the part in which that shows.
    case damaged(part: String)
    /// A part says what no program that people use would write: an entity of its own, nesting without end.
    case unsafe(part: String)
    case tooManyParts(Int, most: Int)
    case tooLarge(unpacked: UInt64)
    case tooMuchText
    case tooManyCells(sheet: String, most: Int)
    case tooManyRows(sheet: String, most: Int)
    case noSheet(String, known: [String])
    case isEmpty

    /// The fault in words, for the file of this name.
    func error(_ name: String) -> InputError { InputError(message, file: name, remedy: remedy) }

    private var message: String {
        switch self {
        case .missingLibrary: "Excel workbooks are read with libzip and expat, which are not both on this machine."
        case .protected: "The workbook is protected by a password."
        case .otherKind(let kind): "This is \(kind), which cannot be read."
        case .damaged(let part): "The workbook is damaged or was cut off: \(part) cannot be read."
        case .unsafe(let part): "The workbook holds what no spreadsheet program writes, in \(part)."
        case .tooManyParts(let count, let most): "The workbook has \(count) parts; at most \(most) are read."
        case .tooLarge(let unpacked): "Unpacked, the workbook would be larger than \(max(1, unpacked >> 20)) MB."
        case .tooMuchText: "The workbook holds more text than a list of people can."
        case .tooManyCells(let sheet, let most): "The sheet “\(sheet)” has more than \(most) cells."
        case .tooManyRows(let sheet, let most): "The sheet “\(sheet)” has more than \(most) rows."
        case .noSheet(let sheet, _): "There is no sheet “\(sheet)” in this workbook."
        case .isEmpty: "The workbook has no sheet with anything in it."
        }
    }

    private var remedy: String {
        switch self {
        case .missingLibrary:
            "Run “sudo apt install libzip4 libexpat1” there (libzip5 on newer systems), or save the sheet as CSV."
        case .protected: "Open it, take the password off (File, Info, Protect Workbook), and save it again."
        case .otherKind: "Open it and save it as an Excel workbook (.xlsx), or as CSV."
        case .damaged: "Fetch it again; or open it in a spreadsheet program and save it as a new workbook or as CSV."
        case .unsafe, .tooManyParts, .tooLarge, .tooMuchText:
            "Copy the table alone into a new workbook, or save the sheet as CSV."
        case .tooManyCells: "Copy the columns that matter into a new workbook."
        case .tooManyRows: "Split it."
        case .noSheet(_, let known): "It has: \(known.map { "“\($0)”" }.joined(separator: ", "))."
        case .isEmpty: "Save it with the table in it; only what cells hold is read, not pictures."
        }
    }
}

/// How much of a workbook is read, so that a small file cannot take a machine's memory or its time.
struct WorkbookLimits: Sendable {
    var parts = 10_000
    /// Bytes of all parts that are read, unpacked.
    var unpacked: UInt64 = 512 << 20
    /// How often a part's packed size it may be, once it is larger than `smallPart`. Lists of people come to 30.
    var ratio: UInt64 = 100
    var smallPart: UInt64 = 16 << 20
    /// Bytes of the texts that are kept.
    var text = 128 << 20
    /// Cells of one sheet, empty ones among others counted.
    var cells = 10_000_000
    var rows = Export.mostRows
    /// How deep elements stand in each other.
    var depth = 64
}
