/// Our sign: the trefoil, the simplest knot that cannot be shaken loose. One of its three strands is the programme's colour.
public enum Brand {
    private static let strands: [StaticString] = [
        "M25.8 18.6C28.7 16.1 29.7 12.6 28.4 10.2C27.2 7.9 23.8 6.8 20.2 7.9C16.6 9 13 12.2 11.1 16.3",
        "M9.9 25C10.6 28.8 13.1 31.3 15.8 31.4C18.5 31.5 21.2 29.2 22 25.5C22.8 21.8 21.8 17 19.2 13.4",
        "M12.3 8C8.7 6.7 5.2 7.7 3.7 9.9C2.3 12.2 3.1 15.7 5.8 18.2C8.6 20.8 13.2 22.3 17.7 21.9",
    ]

    /// The knot, to stand beside a name; the stylesheet colours it. Not announced: the name is.
    public static let mark: HTML = """
        <svg class="knot" viewBox="0 3 32 32" width="32" height="32" fill="none" stroke="currentColor" stroke-width="3.4" \
        aria-hidden="true" focusable="false">\(paths)</svg>
        """

    /// The knot as a file of its own, for the browser's tab, in a programme's colours.
    public static func favicon(_ accent: Accent = .house) -> HTML {
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 3 32 32" fill="none" stroke="\(accent.colour.description)" \
        stroke-width="4">\(paths)</svg>

        """
    }

    private static var paths: HTML {
        (strands.enumerated().map { index, strand in
            "<path\(if: index == 1, " class=\"tie\"") d=\"\(HTML(stringLiteral: strand))\"/>"
        } as [HTML]).joined()
    }
}
