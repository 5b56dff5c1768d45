import Foundation
import Testing

@testable import Markup

@Suite(.timeLimit(.minutes(20))) struct `Pages made of the components` {
    @Test(arguments: Gallery.pages.map(\.name))
    func `are well-formed HTML`(name: String) throws {
        #expect(faults(in: try page(name)) == [])
    }

    @Test(arguments: Gallery.pages.map(\.name))
    func `have unique ids, and every reference finds one`(name: String) throws {
        let html = try page(name)
        let ids = values(of: "id", in: html)
        #expect(Set(ids).count == ids.count)
        let references = ["for", "aria-describedby", "aria-labelledby"].flatMap { values(of: $0, in: html) }
            .joined(separator: " ").split(separator: " ").map(String.init)
        #expect(references.filter { !ids.contains($0) } == [])
        let places = values(of: "href", in: html).filter { $0.hasPrefix("#") }.map { String($0.dropFirst()) }
        #expect(places.filter { !ids.contains($0) } == [])
    }

    @Test(arguments: Gallery.pages.map(\.name))
    func `hold nothing that a strict content security policy refuses, and no number that is none`(name: String) throws {
        let text = try page(name).text
        #expect(!text.contains("style=") && !text.contains("<script>") && !text.contains("javascript:"))
        #expect(text.matches(of: /\son[a-z]+="/).isEmpty)
        #expect(
            text.matches(of: /="[^"]*(?:nan|inf)[^"]*"/).filter { !$0.0.hasPrefix("=\"f-") && !$0.0.contains("finan") }
                .map { String($0.0) } == [])
    }

    @Test(arguments: Gallery.pages.map(\.name))
    func `have one main heading and skip no level`(name: String) throws {
        let levels = try page(name).text.matches(of: /<h([1-6])/).compactMap { Int($0.1) }
        #expect(levels.filter { $0 == 1 }.count == 1)
        for (above, below) in zip(levels, levels.dropFirst()) { #expect(below <= above + 1) }
    }

    @Test func `use no class that the stylesheet does not know`() throws {
        let known = Set(try stylesheet().matches(of: /\.([a-z][a-z0-9-]*)/).map { String($0.1) })
        let used = Set(
            Gallery.pages.flatMap { values(of: "class", in: $0.page.html) }.joined(separator: " ").split(separator: " ")
                .map(String.init))
        // Names that say what something is, where the general rule is already right.
        let plain: Set<String> = [
            "rows", "to-do", "next", "first", "neutral", "w-full", "bars", "funnel", "timeline", "series-0",
        ]
        #expect(used.subtracting(known).subtracting(plain) == [])
    }

    @Test func `have the house's accent where a programme has none`() throws {
        let house = Accent.house.stylesheet.matches(of: /--[a-z-]+: #[0-9a-f]{6}/).map { String($0.0) }
        let tokens = try stylesheet().replacing("#fff;", with: "#ffffff;")
        #expect(house.count == 5)
        #expect(house.filter { !tokens.contains($0) } == [])
    }

    /// For looking: the pages and their stylesheets go to the folder that KNOTWORK_GALLERY names.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["KNOTWORK_GALLERY"] != nil))
    func `are written where somebody wants to look at them`() throws {
        let folder = URL(filePath: try #require(ProcessInfo.processInfo.environment["KNOTWORK_GALLERY"]))
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, page) in Gallery.pages {
            try Data(page.html.bytes).write(to: folder.appending(path: "\(name).html"))
        }
        let accent = ProcessInfo.processInfo.environment["KNOTWORK_ACCENT"].flatMap(Colour.init).flatMap(Accent.init)
        try Data((accent ?? .house).stylesheet.utf8).write(to: folder.appending(path: "accent.css"))
        try Data(Brand.favicon(accent ?? .house).bytes).write(to: folder.appending(path: "favicon.svg"))
        try Data(stylesheet().utf8).write(to: folder.appending(path: "knotwork.css"))
    }

    private func stylesheet() throws -> String {
        let sources = URL(filePath: #filePath).appending(path: "../../../Sources").standardized
        return try String(
            contentsOf: sources.appending(path: "Knotwork/Foundations/Frame/Assets/knotwork.css"), encoding: .utf8)
    }

    private func page(_ name: String) throws -> HTML { try #require(Gallery.pages.first { $0.name == name }).page.html }
}

/// What is wrong with the nesting of `html`'s tags and the quoting of their attributes.
func faults(in html: HTML) -> [String] {
    let empty: Set<String> = ["meta", "link", "input", "br", "hr", "img"]
    let blocks: Set<String> = [
        "p", "div", "ul", "ol", "dl", "table", "form", "fieldset", "section", "article", "figure", "details", "h1",
        "h2", "h3", "h4",
    ]
    var open: [String] = []
    var faults: [String] = []
    for match in html.text.matches(
        of: /<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s+[a-zA-Z0-9:-]+(?:="[^"<>]*")?)*)\s*(\/?)>|<!doctype html>|(<)/)
    {
        if match.5 != nil {
            faults.append(
                "a bare <, or an attribute without quotes: \(html.text[match.range.lowerBound...].prefix(60))")
        }
        guard let name = match.2.map({ String($0) }), !empty.contains(name), match.4 != "/" else { continue }
        if match.1 == "/" {
            if open.last == name {
                open.removeLast()
            } else {
                faults.append("</\(name)> closes <\(open.last ?? "nothing")>")
            }
        } else {
            if open.contains("p"), blocks.contains(name) { faults.append("<\(name)> ends the paragraph it stands in") }
            open.append(name)
        }
    }
    return faults + open.map { "<\($0)> stays open" }
}
