import Calibration
import Delimited
import Foundation

// Simulates panels without the command around them:
//     calibration-bench SIMULATIONS ITEMS JUDGES EACH TOP
// Prints how often what is stated as P(in the top TOP) happens, and the median time of one calibration.
let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
guard numbers.count == 5, numbers.allSatisfy({ $0 > 0 }), numbers[3] <= numbers[2], numbers[4] <= numbers[1] else {
    FileHandle.standardError.write(Data("calibration-bench SIMULATIONS ITEMS JUDGES EACH TOP\n".utf8))
    exit(2)
}
let design = Design(items: numbers[1], judges: numbers[2], each: numbers[3], top: numbers[4])

/// What was stated of the items in one tenth of the probabilities, and what happened.
struct Band {
    var stated = 0.0
    var happened = 0.0
    var count = 0.0
}
var bands = [Band](repeating: Band(), count: 10)
var seconds: [Double] = []
for seed in 0..<numbers[0] {
    let world = World(design, seed: seed)
    var options = Calibration.Options()
    options.top = design.top
    options.seed = UInt64(seed)
    let began = ContinuousClock.now
    let result = try await Calibration.solve(world.reviews, options: options)
    seconds.append((ContinuousClock.now - began) / .seconds(1))
    let best = world.best(design.top)
    for (number, item) in result.items.enumerated() {
        let stated = item.inTop ?? 0
        let band = min(9, Int(10 * stated))
        bands[band].stated += stated
        bands[band].count += 1
        if best.contains(number) { bands[band].happened += 1 }
    }
}

print("| stated | happened | difference | items |\n| --- | --- | --- | --- |")
for band in bands where band.count > 0 {
    let (stated, happened) = (band.stated / band.count, band.happened / band.count)
    print("| \(fixed(stated, 3)) | \(fixed(happened, 3)) | \(fixed(happened - stated, 3)) | \(Int(band.count)) |")
}
let middle = seconds.sorted()[seconds.count / 2]
print(
    "\n\(numbers[0]) simulations, median \(fixed(1000 * middle, 1)) ms, least \(fixed(1000 * (seconds.min() ?? 0), 1)) ms"
)
