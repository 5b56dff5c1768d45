import Markup

/// A letter as mail programs show it: one narrow column, our type and colours, everything inline because they drop
/// style sheets, nothing fetched from anywhere.
enum MailLayout {
    static func html(subject: String, _ letter: Letter) -> HTML {
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">\
        <title>\(subject)</title></head>
        <body style="margin:0;padding:0;background:#fdfcf9;color:#1d1d22">
        <div style="max-width:36rem;margin:0 auto;padding:32px 20px;\
        font:17px/1.55 system-ui,-apple-system,'Segoe UI','Helvetica Neue',Arial,sans-serif">
        <h1 style="margin:0 0 24px;font:600 26px/1.2 Charter,'Palatino Linotype',Georgia,serif">\(subject)</h1>
        \(letter.blocks, each: block)\(footer(letter.footer))</div></body></html>

        """
    }

    private static func block(_ block: Letter.Block) -> HTML {
        switch block {
        case .paragraph(let words): "<p style=\"margin:0 0 18px\">\(lines(words))</p>\n"
        case .list(let items):
            """
            <ul style="margin:0 0 18px;padding:0 0 0 22px">\
            \(items, each: { "<li style=\"margin:0 0 6px\">\(linked($0))</li>" })</ul>

            """
        case .action(let label, let url): button(label, url)
        }
    }

    /// A link that looks like a button, and its address below for those who would rather see where it goes.
    private static func button(_ label: String, _ url: String) -> HTML {
        guard let link = Link(external: url) else { return "<p style=\"margin:0 0 18px\">\(label): \(url)</p>\n" }
        return """
            <p style="margin:28px 0 8px"><a href="\(link: link)" style="display:inline-block;background:#0b5b5d;\
            color:#ffffff;font-weight:600;line-height:1;padding:16px 24px;border-radius:6px;text-decoration:none">\
            \(label)</a></p>
            <p style="margin:0 0 28px;font-size:14px;color:#595760;word-break:break-all">\(url)</p>

            """
    }

    private static func footer(_ words: [String]) -> HTML {
        guard !words.isEmpty else { return "" }
        return """
            <div style="margin:36px 0 0;padding:16px 0 0;border-top:1px solid #dcd7cc;font-size:14px;color:#595760">
            \(words, each: { "<p style=\"margin:0 0 6px\">\(linked($0))</p>\n" })</div>
            """
    }

    private static func lines(_ words: String) -> HTML {
        words.split(separator: "\n", omittingEmptySubsequences: false).map { linked(String($0)) }
            .joined(separator: "<br>\n")
    }

    /// Web addresses in running text become links; a full stop or bracket behind them stays outside.
    private static func linked(_ line: String) -> HTML {
        line.split(separator: " ", omittingEmptySubsequences: false).map { word(String($0)) }.joined(separator: " ")
    }

    private static func word(_ word: String) -> HTML {
        guard word.hasPrefix("https://") || word.hasPrefix("http://") else { return "\(word)" }
        let tail = word.reversed().prefix { ".,;:!?)".contains($0) }.count
        let address = String(word.dropLast(tail))
        guard let link = Link(external: address) else { return "\(word)" }
        return "<a href=\"\(link: link)\" style=\"color:#0b5b5d\">\(address)</a>\(String(word.suffix(tail)))"
    }
}
