/// One column of a ``Table``: its heading, what kind of values it holds, and how a row shows one.
public struct Column<Row> {
    /// `name` is the column that names the row (a row header), `number` is aligned by its digits.
    public enum Kind: Sendable { case name, text, number }
    public enum Order: String, Sendable { case ascending, descending }

    var heading: String
    var kind: Kind
    var sort: Link?
    var order: Order?
    var cell: (Row) -> HTML

    /// `sort` makes the heading a link that sorts by this column; `order` says that the table is sorted by it now.
    public init(
        _ heading: String, _ kind: Kind = .text, sort: Link? = nil, order: Order? = nil, cell: @escaping (Row) -> HTML
    ) {
        self.heading = heading
        self.kind = kind
        self.sort = sort
        self.order = order
        self.cell = cell
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
    public init<Row>(
        caption: String, columns: [Column<Row>], rows: some Collection<Row>, narrow: Narrow = .stack,
        captionShown: Bool = true, foot: [HTML] = [], empty: String = "Nothing to show yet.", id: String? = nil
    ) {
        guard !rows.isEmpty else {
            html = Nothing(empty).html
            return
        }
        let captionID = "\(id ?? "table-\(slug(caption))")-caption"
        let stack = narrow == .stack
        let opened = columns.map { openedCell($0, stack: stack) }
        html = """
            <div class="scroll" role="region" aria-labelledby="\(captionID)" tabindex="0">\
            <table\(if: stack, " class=\"stack\" role=\"table\"")>\
            <caption id="\(captionID)"\(if: !captionShown, " class=\"unseen\"")>\(caption)</caption>\
            <thead\(if: stack, " role=\"rowgroup\"")><tr\(if: stack, " role=\"row\"")>\
            \(columns, each: { heading($0, stack: stack) })</tr></thead>
            <tbody\(if: stack, " role=\"rowgroup\"")>\(rows, each: { row in
                var line: HTML = "<tr\(if: stack, " role=\"row\"")>"
                for (column, opened) in zip(columns, opened) {
                    line += opened
                    line += column.cell(row)
                    line += column.kind == .name ? "</th>" : "</td>"
                }
                line += "</tr>\n"
                return line
            })</tbody>\(if: !foot.isEmpty, Table.foot(foot, columns, stack: stack))</table></div>

            """
    }

    private static func foot<Row>(_ values: [HTML], _ columns: [Column<Row>], stack: Bool) -> HTML {
        """
        <tfoot\(if: stack, " role=\"rowgroup\"")><tr\(if: stack, " role=\"row\"")>\
        \(zip(values, columns), each: { value, column in
            """
            <td\(if: column.kind.isNumber, " class=\"n\"")\
            \(if: stack, " role=\"cell\" data-label=\"\(column.heading)\"")>\(value)</td>
            """
        })</tr></tfoot>
        """
    }
}

extension Column.Kind {
    fileprivate var isNumber: Bool { if case .number = self { true } else { false } }
}

private func heading<Row>(_ column: Column<Row>, stack: Bool) -> HTML {
    """
    <th scope="col"\(if: column.kind.isNumber, " class=\"n\"")\(if: stack, " role=\"columnheader\"")\
    \(column.order.map { " aria-sort=\"\($0.rawValue)\"" as HTML })>\
    \(column.sort.map { "<a href=\"\(link: $0)\">\(column.heading)</a>" as HTML } ?? "\(column.heading)")</th>
    """
}

/// The start of a cell, the same in every row, made once.
private func openedCell<Row>(_ column: Column<Row>, stack: Bool) -> HTML {
    let label: HTML = stack ? " data-label=\"\(column.heading)\"" : ""
    return switch column.kind {
    case .name: "<th scope=\"row\"\(if: stack, " role=\"rowheader\"")>"
    case .text: "<td\(if: stack, " role=\"cell\"")\(label)>"
    case .number: "<td class=\"n\"\(if: stack, " role=\"cell\"")\(label)>"
    }
}

/// Words as a part of an id: lower case, and "-" for everything that is not a letter or digit of ASCII.
func slug(_ words: String) -> String {
    words.lowercased().utf8.split { !$0.isASCIILetterOrDigit }.map { String(Substring($0)) }.joined(separator: "-")
}
