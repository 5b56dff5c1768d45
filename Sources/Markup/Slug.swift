/// Words as a part of an id: lower case, and "-" for everything that is not a letter or digit of ASCII.
func slug(_ words: String) -> String {
    words.lowercased().utf8.split { !$0.isASCIILetterOrDigit }.map { String(Substring($0)) }.joined(separator: "-")
}
