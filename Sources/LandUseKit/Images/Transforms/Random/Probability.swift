/// A probability is from 0 to 1.
func checkProbability(_ p: Double, _ name: String, _ file: StaticString, _ line: UInt) {
    guard (0...1).contains(p) else { fail("\(name): the probability p must be from 0 to 1, got \(p)", file, line) }
}
