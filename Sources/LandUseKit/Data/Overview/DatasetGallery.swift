import NotebookDisplay

extension Dataset {
    /// Some pictures of every class, with its name.
    ///
    ///     images.gallery(perClass: 2, classes: ["forest", "river"])
    ///
    /// - Parameters:
    ///   - perClass: how many of each class, taken at even distances from its first to its last
    ///   - classes: by default all
    ///   - longestSide: pictures are scaled down to so many pixels, so that a report stays small
    ///   - columns: how many stand side by side; by default as many as fit
    public func gallery(
        perClass: Int = 1, classes chosen: [String]? = nil, longestSide: Int = 128, columns: Int? = nil, file: StaticString = #fileID,
        line: UInt = #line
    ) -> Gallery {
        guard perClass > 0, longestSide > 0 else {
            fail("gallery needs a positive perClass and longestSide, got \(perClass) and \(longestSide)", file, line)
        }
        let members = Dictionary(grouping: labels.enumerated(), by: \.element), classes = classes
        let items = (chosen ?? classes).flatMap { name -> [Gallery.Item] in
            guard let label = classes.firstIndex(of: name) else {
                fail("gallery: there is no class \(name)\(NearestName.remedy(for: name, among: classes))", file, line)
            }
            let pictures = (members[label] ?? []).map(\.offset), shown = min(perClass, pictures.count)
            return (0..<shown).map { item(pictures[shown == 1 ? 0 : $0 * (pictures.count - 1) / (shown - 1)], caption: name, longestSide) }
        }
        return Gallery(items, title: source.title, columns: columns)
    }

    /// A picture's words where it is shown: its name, its class, and whether it is real.
    func shownName(at index: Int, className: String) -> String {
        "\(name(at: index)): \(className)" + (source.isGenerated ? ", drawn by a program" : "")
    }

    private func item(_ index: Int, caption: String, _ longestSide: Int) -> Gallery.Item {
        CancellationHook.check()
        do {
            var image = try image(at: index).fitting(longestSide)
            image.alternativeText = shownName(at: index, className: caption)
            return Gallery.Item(image, caption: caption)
        } catch {
            return Gallery.Item(Markdown("(cannot be shown: \(error))"), caption: caption)
        }
    }
}
