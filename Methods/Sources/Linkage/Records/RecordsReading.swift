import Support

import struct Delimited.Grid
import struct Delimited.InputError

extension Records {
    /// Reads delimited files that may have different headers: every file needs the id column and at least one of the
    /// schema's columns, and every column of the schema stands in at least one file.
    ///
    /// Throws `InputError` for a file that cannot be read, a missing column, an empty or repeated id.
    public init(contentsOf paths: [String], id: String, schema: Schema) throws {
        self.init(schema: schema)
        let layouts = try Self.grids(paths, id: id, schema: schema)
        fileNames = layouts.map { Self.stem($0.grid.file) }
        files = layouts.enumerated().flatMap { Array(repeating: UInt16($0.offset), count: $0.element.grid.rowCount) }
        let read = Parallel.each(schema.columns.count + 1) { Self.column($0, layouts) }
        for column in cells.indices {
            (cells[column], values[column]) = read[column + 1]
            values[column].dropIndex()
        }
        ids = read[0].values
        try Self.checkIds(read[0].cells, layouts)
    }

    /// A file and where its columns stand in the grid: the id first, then the schema's; nil where the file has none.
    private struct Layout {
        var grid: Grid
        var places: [Int?]
    }

    private static func grids(_ paths: [String], id: String, schema: Schema) throws -> [Layout] {
        guard paths.count < Int(UInt16.max) else {
            throw InputError("These are more than 65,534 files.", remedy: "Put some of them together.")
        }
        let names = [id] + schema.columns.map(\.name)
        let layouts = try paths.map { path in
            var places: [Int?] = []
            let grid = try Grid(contentsOf: path) { header in
                let found = names.map { header.firstIndex(of: $0) }
                try check(found, header: header, id: id, file: path)
                var kept = 0
                for place in found {
                    places.append(place == nil ? nil : kept)
                    kept += place == nil ? 0 : 1
                }
                return found.compactMap(\.self)
            }
            return Layout(grid: grid, places: places)
        }
        for (index, name) in names.enumerated() where !layouts.contains(where: { $0.places[index] != nil }) {
            throw missing(name, header: layouts[0].grid.header, file: paths[0])
        }
        return layouts
    }

    private static func check(_ found: [Int?], header: [String], id: String, file: String) throws {
        if found[0] == nil { throw missing(id, header: header, file: file) }
        if found.dropFirst().allSatisfy({ $0 == nil }) {
            throw InputError(
                "None of the columns to compare stands in this file.", file: file, line: 1,
                remedy: "Its columns are \(listed(header)).")
        }
        for (place, other) in zip(found, found.dropFirst()) where place != nil && place == other {
            throw InputError(
                "The id column is also a column to compare.", file: file, line: 1, remedy: "Take it out of --columns.")
        }
    }

    private static func missing(_ name: String, header: [String], file: String) -> InputError {
        InputError(
            "There is no column “\(name)”.", file: file, line: 1, remedy: "The columns are \(listed(header)).")
    }

    private static func listed(_ header: [String]) -> String { header.map { "“\($0)”" }.joined(separator: ", ") }

    private static func stem(_ path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return name.hasSuffix(".csv") ? String(name.dropLast(4)) : name
    }

    private static func column(_ index: Int, _ layouts: [Layout]) -> (cells: [UInt32], values: Vocabulary) {
        var vocabulary = Vocabulary()
        var cells: [UInt32] = []
        cells.reserveCapacity(layouts.reduce(0) { $0 + $1.grid.rowCount })
        for layout in layouts {
            guard let place = layout.places[index] else {
                cells.append(contentsOf: repeatElement(0, count: layout.grid.rowCount))
                continue
            }
            layout.grid.withFields { fields in
                for row in 0..<layout.grid.rowCount { cells.append(vocabulary.code(fields[row, place])) }
            }
        }
        return (cells, vocabulary)
    }

    private static func checkIds(_ codes: [UInt32], _ layouts: [Layout]) throws {
        for (row, code) in codes.enumerated() where Int(code) != row + 1 {
            var (file, local) = (0, row)
            while local >= layouts[file].grid.rowCount {
                local -= layouts[file].grid.rowCount
                file += 1
            }
            let grid = layouts[file].grid
            throw InputError(
                code == 0 ? "The row has no id." : "The id of this row stands twice.", file: grid.file,
                line: grid.line(ofRow: local), remedy: "Every row needs an id that no other row has, in any file.")
        }
    }
}
