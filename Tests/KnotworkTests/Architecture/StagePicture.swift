@testable import Knotwork

/// The picture of the stages of an application, drawn from `Stage`: a box each, and an arrow for each way from one to another.
struct StagePicture {
    /// Where each stage stands in the picture: column and row.
    private static let places: [Stage: (column: Int, row: Int)] = [
        .draft: (0, 0), .submitted: (1, 0), .shortlisted: (2, 0), .funded: (3, 0),
        .withdrawn: (0, 1), .notShortlisted: (2, 1), .notFunded: (3, 1),
    ]
    private static let (width, height, stepX, stepY, top) = (130, 46, 210, 150, 70)

    var svg: String {
        let boxes = Stage.allCases.map(box).joined()
        let arrows = Stage.transitions.filter { $0.from != $0.to }.map(arrow).joined()
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 820 310" font-family="sans-serif" font-size="15">
            <title>The stages of an application, and who moves it from one to another</title>
            <defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto">\
            <path d="M0 0 L10 5 L0 10 z" fill="context-stroke"/></marker></defs>
            <rect width="820" height="310" fill="#fffdf8"/>
            <text x="20" y="30" font-size="20" font-weight="bold" fill="#222">The stages of an application</text>
            <text x="20" y="52" fill="#0b5b5d">moved by its writers</text><text x="190" y="52" fill="#8a4b08">moved by the team</text>
            \(boxes)\(arrows)</svg>

            """
    }

    private func corner(_ stage: Stage) -> (x: Int, y: Int) {
        let place = Self.places[stage] ?? (0, 0)
        return (20 + place.column * Self.stepX, Self.top + 20 + place.row * Self.stepY)
    }

    private func box(_ stage: Stage) -> String {
        let (x, y) = corner(stage)
        return """
            <rect x="\(x)" y="\(y)" width="\(Self.width)" height="\(Self.height)" rx="6" fill="#e3efee" stroke="#0b5b5d"/>
            <text x="\(x + Self.width / 2)" y="\(y + 28)" text-anchor="middle" fill="#222">\(stage.staffLabel)</text>

            """
    }

    private func arrow(_ way: Stage.Transition) -> String {
        let (from, to) = (corner(way.from), corner(way.to))
        // Both ways between two boxes stand beside each other.
        let aside = from.x < to.x || from.y < to.y ? -9 : 9
        let (start, end) = Self.ends(from, to, aside)
        let colour = way.by == .writers ? "#0b5b5d" : "#8a4b08"
        let (x, y) = ((start.x + end.x) / 2, (start.y + end.y) / 2)
        let isUpright = start.x == end.x
        let anchor = isUpright ? (aside < 0 ? "end" : "start") : "middle"
        return """
            <line x1="\(start.x)" y1="\(start.y)" x2="\(end.x)" y2="\(end.y)" stroke="\(colour)" stroke-width="1.6" marker-end="url(#tip)"/>
            <text x="\(x + (isUpright ? aside / 2 : 0))" y="\(y + (isUpright ? 5 : aside < 0 ? -5 : 15))" font-size="12" \
            text-anchor="\(anchor)" fill="\(colour)">\(way.verb)</text>

            """
    }

    private static func ends(
        _ from: (x: Int, y: Int), _ to: (x: Int, y: Int), _ aside: Int
    ) -> (start: (x: Int, y: Int), end: (x: Int, y: Int)) {
        let (mid, half) = (width / 2, height / 2)
        if from.y == to.y {
            let goesRight = from.x < to.x
            return (
                (goesRight ? from.x + width : from.x, from.y + half + aside),
                (goesRight ? to.x : to.x + width, to.y + half + aside)
            )
        }
        let goesDown = from.y < to.y
        let startY = goesDown ? from.y + height : from.y
        let endY = goesDown ? to.y : to.y + height
        return ((from.x + mid + aside * 2, startY), (to.x + mid + aside * 2, endY))
    }
}
