import Notebook

/// Finds where an observed value is another than the expected one. Both are data: nothing that a student wrote runs here.
struct Comparison {
    let tolerance: Double

    /// A place at which two values differ.
    struct Difference: Equatable {
        /// From the outside in: `[2]`, `["forest"]`; empty for the whole value.
        var path: String
        /// What is expected there, in the judge's words: nothing of a submission's is among them.
        var words: String
        /// What is there instead, as text.
        var observed: String?
    }

    /// The first difference; `nil` if there is none.
    func difference(_ observed: ObservedValue, _ expected: ObservedValue, path: String = "") -> Difference? {
        switch (observed, expected) {
        case (.bool(let a), .bool(let b)) where a == b: return nil
        case (.string(let a), .string(let b)) where a == b: return nil
        case (.int(let a), .int(let b)) where isEqual(a, b): return nil
        case (.int(let a), .double(let b)) where isEqual(a, b): return nil
        case (.double(let a), .int(let b)) where isEqual(b, a, expected: Double(b)): return nil
        case (.double(let a), .double(let b)) where isEqual(a, b): return nil
        case (.list(let a), .list(let b)): return difference(a, b, path)
        case (.dictionary(let a), .dictionary(let b)): return difference(a, b, path)
        case (.tensor(let shape, let a), .tensor(let expectedShape, let b)):
            return difference(a, shape: shape, b, shape: expectedShape, path)
        case (.tensor(let shape, let a), .list):
            // A teacher writes a small tensor as lists.
            guard let literal = NestedList(expected) else { break }
            return difference(a, shape: shape, literal.values, shape: literal.shape, path)
        default: break
        }
        return Difference(path: path, words: "expected \(ValueText.text(expected))", observed: ValueText.text(observed))
    }

    private func difference(_ a: [ObservedValue], _ b: [ObservedValue], _ path: String) -> Difference? {
        guard a.count == b.count else {
            return Difference(
                path: path, words: "expected \(Self.items(b.count)), \(ValueText.text(.list(b)))", observed: "\(Self.items(a.count)), \(ValueText.text(.list(a)))")
        }
        for index in a.indices {
            if let difference = difference(a[index], b[index], path: path + "[\(index)]") { return difference }
        }
        return nil
    }

    private func difference(_ a: [String: ObservedValue], _ b: [String: ObservedValue], _ path: String) -> Difference? {
        // In one order, so that the first difference is the same each time.
        for key in Set(a.keys).union(b.keys).sorted() {
            let name = ValueText.text(.string(key))
            guard let expected = b[key] else { return Difference(path: path, words: "expected no further key", observed: "the key \(name)") }
            guard let observed = a[key] else { return Difference(path: path, words: "the key \(name) is missing") }
            if let difference = difference(observed, expected, path: path + "[\(name)]") { return difference }
        }
        return nil
    }

    private func difference(_ a: [Double], shape: [Int], _ b: [Double], shape expected: [Int], _ path: String) -> Difference? {
        // The values of what claims to be a tensor may be too few.
        guard shape == expected, TensorShape.count(shape) == a.count, a.count == b.count else {
            return Difference(path: path, words: "expected the shape \(ValueText.shape(expected))", observed: ValueText.shape(shape))
        }
        guard let index = a.indices.first(where: { !isEqual(a[$0], b[$0]) }) else { return nil }
        var rest = index, place = ""
        for size in shape.reversed() {
            place = "[\(rest % size)]" + place
            rest /= size
        }
        return Difference(path: path + place, words: "expected \(ValueText.text(.double(b[index])))", observed: ValueText.text(.double(a[index])))
    }

    private static func items(_ count: Int) -> String { count == 1 ? "1 item" : "\(count) items" }

    // MARK: Numbers

    /// NaN is expected only where it is what is expected; an infinity is near nothing but itself.
    private func isEqual(_ a: Double, _ b: Double) -> Bool {
        if a == b || a.isNaN && b.isNaN { return true }
        guard a.isFinite, b.isFinite else { return false }
        let distance = abs(a - b)
        return distance.isFinite && distance <= tolerance * max(1, abs(b))
    }

    /// Large whole numbers that differ may be the same as floating-point numbers.
    private func isEqual(_ a: Int, _ b: Int) -> Bool {
        if a == b { return true }
        let (distance, overflow) = a.subtractingReportingOverflow(b)
        return !overflow && tolerance > 0 && Double(distance.magnitude) <= tolerance * max(1, Double(b.magnitude))
    }

    private func isEqual(_ whole: Int, _ number: Double) -> Bool { isEqual(whole, number, expected: number) }

    private func isEqual(_ whole: Int, _ number: Double, expected: Double) -> Bool {
        if let same = Int(exactly: number) {
            // As whole numbers; what "near" means is measured by the expected one, which is either.
            let (distance, overflow) = whole.subtractingReportingOverflow(same)
            if distance == 0 { return true }
            return !overflow && tolerance > 0 && Double(distance.magnitude) <= tolerance * max(1, abs(expected))
        }
        guard number.isFinite, tolerance > 0 else { return false }
        return abs(Double(whole) - number) <= tolerance * max(1, abs(expected))
    }
}

/// Lists of lists of numbers that have a tensor's shape.
private struct NestedList {
    private(set) var shape: [Int] = []
    private(set) var values: [Double] = []

    init?(_ value: ObservedValue) {
        var first = value
        while case .list(let items) = first {
            shape.append(items.count)
            guard let next = items.first else { break }
            first = next
        }
        guard append(value, axis: 0) else { return nil }
    }

    private mutating func append(_ value: ObservedValue, axis: Int) -> Bool {
        switch value {
        case .list(let items):
            guard axis < shape.count, items.count == shape[axis] else { return false }
            for item in items where !append(item, axis: axis + 1) { return false }
            return true
        case .int(let number) where axis == shape.count: values.append(Double(number))
        case .double(let number) where axis == shape.count: values.append(number)
        default: return false
        }
        return true
    }
}
