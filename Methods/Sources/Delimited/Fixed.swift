/// A number with a fixed count of decimals and a point, whatever the locale.
public func fixed(_ value: Double, _ places: Int) -> String {
    let unit = (0..<places).reduce(1.0) { power, _ in power * 10 }
    let scaled = (abs(value) * unit).rounded()
    guard scaled < 9e15 else { return "\(value)" }
    let whole = Int(scaled)
    let sign = value < 0 && whole > 0 ? "-" : ""
    guard places > 0 else { return "\(sign)\(whole)" }
    let digits = String(whole)
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    return "\(sign)\(padded.dropLast(places)).\(padded.suffix(places))"
}
