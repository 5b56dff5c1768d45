/// One column of a ``Table``: its heading, what kind of values it holds, and how a row shows one.
public struct Column<Row> {
    public typealias Kind = TableHead.Kind
    public typealias Order = TableHead.Order

    @usableFromInline enum Cell {
        case html((Row) -> HTML)
        case written((Row, inout HTML.StringInterpolation) -> Void)
    }

    @usableFromInline let head: TableHead
    @usableFromInline let cell: Cell

    /// `sort` makes the heading a link that sorts by this column; `order` says that the table is sorted by it now.
    @inlinable
    public init(
        _ heading: String, _ kind: Kind = .text, sort: Link? = nil, order: Order? = nil, cell: @escaping (Row) -> HTML
    ) {
        self.init(TableHead(heading: heading, kind: kind, sort: sort, order: order), .html(cell))
    }

    /// A column whose cells are written straight into the page, with what a literal would do under its cover. For tables of a
    /// thousand rows: a literal for each cell would be most of the work.
    @inlinable
    public static func written(
        _ heading: String, _ kind: Kind = .text, sort: Link? = nil, order: Order? = nil,
        by write: @escaping (_ row: Row, _ cell: inout HTML.StringInterpolation) -> Void
    ) -> Column {
        Column(TableHead(heading: heading, kind: kind, sort: sort, order: order), .written(write))
    }

    @usableFromInline
    init(_ head: TableHead, _ cell: Cell) {
        self.head = head
        self.cell = cell
    }
}

/// What a column is before any row is known.
public struct TableHead: Sendable {
    /// `name` is the column that names the row (a row header), `number` is aligned by its digits.
    public enum Kind: Sendable { case name, text, number }
    public enum Order: String, Sendable { case ascending, descending }

    var heading: String
    var kind: Kind
    var sort: Link?
    var order: Order?

    @usableFromInline
    init(heading: String, kind: Kind, sort: Link?, order: Order?) {
        self.heading = heading
        self.kind = kind
        self.sort = sort
        self.order = order
    }
}

/// A table with a caption, headings with a scope, and a way to be read on a phone.
public struct Table: Component, Sendable {
    /// On a narrow screen each row becomes a block whose values carry their headings (`stack`), or the table scrolls sideways
    /// (`scroll`), which suits long dense lists.
    public enum Narrow: Sendable { case stack, scroll }

    public let html: HTML

    /// - `captionShown`: whether the caption is seen, or only heard because a heading above says the same.
    /// - `foot`: a last row of totals, one value a column.
    /// - `empty`: what stands there instead when there are no rows.
    /// - `id`: where two tables on one page have the same caption.
    ///
    /// The loop over the rows is compiled where the table is used, for its own kind of row: a page of a thousand rows is mostly
    /// this loop.
    @inlinable
    public init<Row>(
        caption: String, columns: [Column<Row>], rows: some Collection<Row>, narrow: Narrow = .stack,
        captionShown: Bool = true, foot: [HTML] = [], empty: String = "Nothing to show yet.", id: String? = nil
    ) {
        guard !rows.isEmpty else {
            html = Nothing(empty).html
            return
        }
        let frame = TableFrame(columns.map(\.head), stack: narrow == .stack)
        var page = HTML.StringInterpolation(
            frame.start(caption: caption, shown: captionShown, id: id), room: rows.count * frame.rowSize)
        let cells = columns.map(\.cell)
        frame.withMarkup { before, closing in
            for row in rows {
                for index in cells.indices {
                    page.append(ready: before[index])
                    switch cells[index] {
                    case .html(let cell): page.append(cell(row))
                    case .written(let write): write(row, &page)
                    }
                }
                page.append(ready: closing)
            }
        }
        page.append(frame.end(foot))
        html = HTML(stringInterpolation: page)
    }
}

/// All of a table that does not depend on its rows. What stands between two values is the end of one cell and the start of the
/// next, made once.
@usableFromInline
struct TableFrame {
    private var heads: [TableHead]
    private var stack: Bool
    private let opening: HTML
    /// What stands before each value of a row, one after the other, and at last what ends the row.
    private var markup: [UInt8] = []
    /// Where each of them ends.
    private var ends: [Int] = []

    @usableFromInline
    init(_ heads: [TableHead], stack: Bool) {
        self.heads = heads
        self.stack = stack
        opening = "<tr\(if: stack, " role=\"row\"")>"
        var last = opening
        for head in heads {
            add(last + head.openedCell(stack: stack))
            last = head.closedCell
        }
        add(last + "</tr>\n")
    }

    private mutating func add(_ piece: HTML) {
        markup += piece.bytes
        ends.append(markup.count)
    }

    /// A row's markup and a guess at its values.
    @usableFromInline var rowSize: Int { markup.count + 48 * heads.count }

    /// Gives the pieces where they stand, so that no row has to hold on to them.
    @usableFromInline
    func withMarkup(_ body: (_ before: [UnsafeBufferPointer<UInt8>], _ closing: UnsafeBufferPointer<UInt8>) -> Void) {
        markup.withUnsafeBufferPointer { markup in
            let pieces = zip([0] + ends, ends).map { UnsafeBufferPointer(rebasing: markup[$0..<$1]) }
            body(Array(pieces.dropLast()), pieces[heads.count])
        }
    }

    @usableFromInline
    func start(caption: String, shown: Bool, id: String?) -> HTML {
        let captionID = "\(id ?? "table-\(slug(caption))")-caption"
        return """
            <div class="scroll" role="region" aria-labelledby="\(captionID)" tabindex="0">\
            <table\(if: stack, " class=\"stack\" role=\"table\"")>\
            <caption id="\(captionID)"\(if: !shown, " class=\"unseen\"")>\(caption)</caption>\
            <thead\(if: stack, " role=\"rowgroup\"")>\(opening)\(heads, each: { $0.headingCell(stack: stack) })</tr></thead>
            <tbody\(if: stack, " role=\"rowgroup\"")>
            """
    }

    @usableFromInline
    func end(_ foot: [HTML]) -> HTML {
        guard !foot.isEmpty else { return "</tbody></table></div>\n" }
        return """
            </tbody><tfoot\(if: stack, " role=\"rowgroup\"")>\(opening)\(zip(foot, heads), each: { value, head in
                """
                <td\(if: head.kind == .number, " class=\"n\"")\
                \(if: stack, " role=\"cell\" data-label=\"\(head.heading)\"")>\(value)</td>
                """
            })</tr></tfoot></table></div>

            """
    }
}

extension TableHead {
    fileprivate func headingCell(stack: Bool) -> HTML {
        """
        <th scope="col"\(if: kind == .number, " class=\"n\"")\(if: stack, " role=\"columnheader\"")\
        \(order.map { " aria-sort=\"\($0.rawValue)\"" as HTML })>\
        \(sort.map { "<a href=\"\(link: $0)\">\(heading)</a>" as HTML } ?? "\(heading)")</th>
        """
    }

    fileprivate func openedCell(stack: Bool) -> HTML {
        if kind == .name { return "<th scope=\"row\"\(if: stack, " role=\"rowheader\"")>" }
        return """
            <td\(if: kind == .number, " class=\"n\"")\
            \(if: stack, " role=\"cell\" data-label=\"\(heading)\"")>
            """
    }

    fileprivate var closedCell: HTML { kind == .name ? "</th>" : "</td>" }
}
