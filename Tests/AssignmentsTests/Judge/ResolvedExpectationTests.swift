@testable import Assignments
import Notebook
import Testing

/// From what a check says to what it is compared with.
@Suite struct ResolvedExpectationTests {
    private func check(_ expectation: CheckOptions.Expectation) -> CheckOptions { CheckOptions(points: 1, expectation: expectation, tolerance: 0.5) }

    @Test func resolved() throws {
        #expect(try ResolvedExpectation(check(.equalToReference), reference: .int(3)) == .equal(.int(3), tolerance: 0.5))
        // What stands in the check goes before what the reference gives.
        #expect(try ResolvedExpectation(check(.equal(.int(4))), reference: .int(3)) == .equal(.int(4), tolerance: 0.5))
        #expect(try ResolvedExpectation(check(.range(atLeast: 1, atMost: 2)), reference: nil) == .range(atLeast: 1, atMost: 2))
        #expect(try ResolvedExpectation(check(.score(.accuracy, labels: .values([1, 2]), atLeast: 0.5)), reference: nil) == .score(.accuracy, labels: [1, 2], atLeast: 0.5))
        for labels in [ObservedValue.list([.int(1), .double(2)]), .tensor(shape: [2], values: [1, 2])] {
            let resolved = try ResolvedExpectation(check(.score(.f1Macro, labels: .expression("l"), atLeast: 0.5)), reference: nil, labels: labels)
            #expect(resolved == .score(.f1Macro, labels: [1, 2], atLeast: 0.5))
        }
    }

    @Test(arguments: [
        (CheckOptions.Expectation.equalToReference, nil as ObservedValue?, ExpectationError.noReference),
        (.score(.accuracy, labels: .expression("l"), atLeast: 0), nil, .noLabels("l")),
        (.score(.accuracy, labels: .expression("l"), atLeast: 0), .list([.double(0.5)]), .notClasses("l", "[0.5]")),
        (.score(.accuracy, labels: .expression("l"), atLeast: 0), .list([.list([.int(1)])]), .notClasses("l", "[[1]]")),
        (.score(.accuracy, labels: .expression("l"), atLeast: 0), .list([]), .noClasses), (.score(.accuracy, labels: .values([]), atLeast: 0), nil, .noClasses),
    ])
    func notResolved(_ expectation: CheckOptions.Expectation, _ labels: ObservedValue?, _ error: ExpectationError) {
        #expect(throws: error) { try ResolvedExpectation(check(expectation), reference: nil, labels: labels) }
    }
}
