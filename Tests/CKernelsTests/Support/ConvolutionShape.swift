import CKernels
import Testing

/// A convolution by its shape, with the number of outputs that follows from it.
struct ConvolutionShape: CustomTestStringConvertible {
    var images = 1
    var input: (height: Int, width: Int)
    var channels: Int
    var filters: Int
    var kernel = (1, 1)
    var stride = (1, 1)
    var padding = (0, 0)
    var dilation = (1, 1)
    var groups = 1

    var convolution: ck_convolution {
        func outputs(_ size: Int, _ kernel: Int, _ stride: Int, _ padding: Int, _ dilation: Int) -> Int {
            (size + 2 * padding - dilation * (kernel - 1) - 1) / stride + 1
        }
        return ck_convolution(
            images: images, height: input.height, width: input.width, channels: channels, filters: filters,
            kernel_height: kernel.0, kernel_width: kernel.1, stride_height: stride.0, stride_width: stride.1,
            padding_height: padding.0, padding_width: padding.1, dilation_height: dilation.0,
            dilation_width: dilation.1, groups: groups,
            output_height: outputs(input.height, kernel.0, stride.0, padding.0, dilation.0),
            output_width: outputs(input.width, kernel.1, stride.1, padding.1, dilation.1))
    }
    var inputs: Int { images * input.height * input.width * channels }
    var outputs: Int { images * convolution.output_height * convolution.output_width * filters }
    var weights: Int { filters * kernel.0 * kernel.1 * (channels / groups) }

    var testDescription: String {
        "\(images) × \(input.height) × \(input.width), \(channels) → \(filters), kernel \(kernel), stride \(stride), "
            + "padding \(padding), dilation \(dilation), \(groups) groups"
    }
}
