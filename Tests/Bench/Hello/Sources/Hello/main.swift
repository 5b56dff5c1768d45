import Hummingbird
import Logging

// `Hello PORT`: answers "hello" at every address, with nothing before or behind it.
let port = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 8080
var logger = Logger(label: "hello")
logger.logLevel = .error

let router = Router()
router.get("health") { _, _ in "ok\n" }
router.get("hello") { _, _ in "hello\n" }

let application = Application(
    router: router, configuration: .init(address: .hostname("127.0.0.1", port: port)), logger: logger)
try await application.runService()
