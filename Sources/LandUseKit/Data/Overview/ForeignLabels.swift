extension Dataset {
    /// In words the first label that is none of the classes; `nil` where all are, as they should. A dataset of the user's own
    /// may count from 1.
    var foreignLabel: String? {
        let classes = classes.count
        guard let index = labels.firstIndex(where: { !(0..<classes).contains($0) }) else { return nil }
        let known = classes > 0 ? "\(classes) classes, 0…\(classes - 1)" : "no classes"
        return "\(name(at: index)) of \(source.name) has the label \(labels[index]), and there are \(known)"
    }
}
