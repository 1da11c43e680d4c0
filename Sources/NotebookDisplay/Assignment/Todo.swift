/// What is still to be written: stands for a value of any type, and ends the cell with the words "not done yet" when it
/// is reached. So a notebook that is half finished compiles, and all that does not need the missing part runs.
///
///     func mean(_ values: [Double]) -> Double { todo() }
///     let learningRate: Double = todo("a rate that converges")
///
/// - Parameter what: what is to be written, in words.
@discardableResult
public func todo<Value>(_ what: String = "", file: StaticString = #fileID, line: UInt = #line) -> Value {
    notDoneYet(what, file, line)
}

/// The same as a statement, which is all that there is to a place where no value is asked for.
public func todo(_ what: String = "", file: StaticString = #fileID, line: UInt = #line) -> Never {
    notDoneYet(what, file, line)
}

private func notDoneYet(_ what: String, _ file: StaticString, _ line: UInt) -> Never {
    FailureHook.fail(what.isEmpty ? "not done yet" : "not done yet: \(what)", file: file, line: line)
}
