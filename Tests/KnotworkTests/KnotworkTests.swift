import Testing
@testable import Knotwork
