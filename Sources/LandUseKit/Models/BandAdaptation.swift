/// How a convolution that was trained on three colours is made to take any number of bands.
///
/// With `averagingChannels`, and with `repeatingChannels` for one band or a multiple of three, an image whose bands are all
/// alike gives what it gave before.
public enum BandAdaptation: Sendable {
    /// timm's rule: the filters of red, green, blue, red, green, … are repeated, times 3 / bands; for one band, they are
    /// added up.
    case repeatingChannels
    /// Every band gets the mean of the filters, times 3 / bands: no band is taken for a colour.
    case averagingChannels

    /// From a weight `[O, I, kH, kW]` to one `[O, bands, kH, kW]`.
    func adapted(_ weight: Tensor, bands: Int) -> Tensor {
        let channels = weight.shape[1], weight = weight.detach()
        guard bands != channels else { return weight }
        let scale = Float(channels) / Float(bands)
        if bands == 1 { return weight.sum(dim: 1, keepDim: true) }
        switch self {
        case .repeatingChannels:
            let repeats = (bands + channels - 1) / channels
            return Tensor.cat([Tensor](repeating: weight, count: repeats), dim: 1).narrow(1, 0..<bands) * scale
        case .averagingChannels:
            let mean = weight.mean(dim: 1, keepDim: true) * scale
            return Tensor.cat([Tensor](repeating: mean, count: bands), dim: 1)
        }
    }
}

extension Conv2d {
    /// The same convolution for another number of input channels. What is frozen stays frozen.
    ///
    /// - Parameter bands: the images' number of bands.
    public func adapted(
        bands: Int, rule: BandAdaptation = .repeatingChannels, file: StaticString = #fileID, line: UInt = #line
    ) -> Conv2d {
        guard bands > 0 else { fail("Conv2d cannot be adapted to \(bands) bands; weight is \(weight.shape)", file, line) }
        guard groups == 1 else {
            fail("Conv2d cannot be adapted to \(bands) bands: it has \(groups) groups; weight is \(weight.shape)", file, line)
        }
        let result = Initialization.skipped {
            Conv2d(
                bands, outChannels, kernelSize: kernelSize, stride: stride, padding: padding, dilation: dilation, bias: bias != nil)
        }
        noGrad { result.weight.assign(rule.adapted(weight, bands: bands)) }
        result.weight.requiresGrad = weight.requiresGrad
        if let bias {
            result.bias?.assign(bias)
            result.bias?.requiresGrad = bias.requiresGrad
        }
        return result
    }
}

extension ResNet {
    /// Makes the network take images of any number of bands, its weights kept as far as they go.
    ///
    ///     let resnet = try ResNet.resnet18(weights: .imageNet1KV1)
    ///     resnet.adaptFirstConvolution(bands: 13)
    ///
    /// A first convolution that was frozen stays frozen; `resnet.unfreeze("conv1")` trains it. (One that is put in its place
    /// by hand, `resnet.conv1 = Conv2d(…)`, is trained.)
    ///
    /// - Returns: the network itself.
    @discardableResult
    public func adaptFirstConvolution(
        bands: Int, rule: BandAdaptation = .repeatingChannels, file: StaticString = #fileID, line: UInt = #line
    ) -> Self {
        conv1 = conv1.adapted(bands: bands, rule: rule, file: file, line: line)
        return self
    }
}
