import NotebookDisplay

extension Transform {
    /// What a transform makes of one picture, several times, beside the picture itself: what augmentation does.
    ///
    ///     augment.examples(of: image, count: 6)
    ///
    /// Tensors are shown as pictures again, from before `Normalize` where the transform ends with it.
    ///
    /// - Parameter seed: of what is drawn here, apart from `Random`: whoever trains afterwards draws the same as if
    ///   nothing had been shown. Another seed shows other examples.
    public func examples(
        of image: Image, count: Int = 6, seed: UInt64 = 0, columns: Int? = nil, file: StaticString = #fileID,
        line: UInt = #line
    ) -> Gallery {
        guard count > 0 else { fail("examples: the count must be 1 or more, got \(count)", file, line) }
        let results = Random.withSeed(seed) {
            (0..<count).map { _ in picture(apply(to: .image(image), file: file, line: line), file, line) }
        }
        let items = [Gallery.Item(image, caption: "original")] + results.enumerated().map { number, result in
            var result = result
            result.alternativeText = "\(image.alternativeText), transformed (\(number + 1) of \(count))"
            return Gallery.Item(result, caption: "\(number + 1)")
        }
        return Gallery(items, title: "One image, transformed \(count) times", columns: columns)
    }

    private func picture(_ sample: Sample, _ file: StaticString, _ line: UInt) -> Image {
        switch sample {
        case .image(let image): image
        case .tensor(let tensor):
            normalization?.denormalize(tensor, file: file, line: line) ?? Image(tensor, file: file, line: line)
        }
    }

    /// The `Normalize` with which the transform ends, if it does.
    private var normalization: Normalize? {
        if let compose = self as? Compose { return compose.steps.last.flatMap { $0.normalization } }
        return self as? Normalize
    }
}
