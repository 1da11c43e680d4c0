import Testing
@testable import Assignments
