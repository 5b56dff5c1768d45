import Testing
@testable import Linkage
