/// The sizes of one pooling.
struct PoolingPlan {
    var images, channels, height, width: Int
    var window: SlidingWindow
    var output: Size2D

    var outputShape: [Int] { [images, channels, output.height, output.width] }

    /// Checks the sizes against each other.
    ///
    /// - Parameter operation: for the message.
    static func make(
        _ operation: String, _ input: [Int], _ window: SlidingWindow, _ file: StaticString, _ line: UInt
    ) -> PoolingPlan {
        let (kernel, padding, dilation) = (window.kernel, window.padding, window.dilation)
        guard input.count == 4 else { fail("\(operation) expects [N, C, H, W], got \(input)", file, line) }
        checkSizes(operation, window, file, line)
        let reach = Size2D(
            height: (kernel.height - 1) * dilation.height + 1, width: (kernel.width - 1) * dilation.width + 1)
        guard padding.height * 2 <= reach.height, padding.width * 2 <= reach.width else {
            fail(
                "\(operation): the padding \(padding.tuple) is more than half the kernel \(kernel.tuple); the input is \(input)",
                file, line)
        }
        let output = window.outputSize(height: input[2], width: input[3])
        guard output.height > 0, output.width > 0 else {
            fail("\(operation): the kernel \(kernel.tuple) does not fit into \(input)", file, line)
        }
        return PoolingPlan(
            images: input[0], channels: input[1], height: input[2], width: input[3], window: window, output: output)
    }

    /// A kernel, stride and dilation of at least one, and no negative padding.
    static func checkSizes(_ operation: String, _ window: SlidingWindow, _ file: StaticString, _ line: UInt) {
        let (kernel, stride, padding, dilation) = (window.kernel, window.stride, window.padding, window.dilation)
        let smallest = [kernel, stride, dilation].map { min($0.height, $0.width) }.min() ?? 0
        guard smallest > 0, padding.height >= 0, padding.width >= 0 else {
            fail(
                "\(operation) needs positive sizes, got kernel \(kernel.tuple), stride \(stride.tuple), padding \(padding.tuple), "
                    + "dilation \(dilation.tuple)", file, line)
        }
    }
}
