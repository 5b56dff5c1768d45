/// Zones of time that a row names. A name that stands for several zones (IST, CST) is none: a wrong hour is worse than
/// one that is asked for.
enum Zones {
    /// Minutes ahead of UTC; nil for a name that is not known.
    static func minutes(_ name: String) -> Int? { table[name] }

    private static let table: [String: Int] = [
        "z": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 60, "bst": 60, "cet": 60, "cest": 120, "mez": 60, "mesz": 120,
        "met": 60, "mest": 120, "eet": 120, "eest": 180, "msk": 180, "trt": 180, "sast": 120, "cat": 120, "eat": 180,
        "wat": 60, "est": -300, "edt": -240, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
        "akst": -540, "akdt": -480, "hst": -600, "ast": -240, "adt": -180, "nst": -210, "ndt": -150, "brt": -180,
        "art": -180, "gst": 240, "pkt": 300, "npt": 345, "sgt": 480, "hkt": 480, "jst": 540, "kst": 540, "awst": 480,
        "acst": 570, "acdt": 630, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780,
    ]
}
