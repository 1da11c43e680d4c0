import Testing
@testable import LandUseKit

@Suite("A first convolution for any number of bands")
struct BandAdaptationTests {
    private func convolution() -> Conv2d {
        let convolution = Initialization.skipped { Conv2d(3, 2, kernelSize: 2, stride: 2, bias: false) }
        convolution.weight.assign(noise([2, 3, 2, 2], 1))
        return convolution
    }

    /// The numbers of one band's filters.
    private func filters(_ weight: Tensor, _ band: Int) -> [Float] { weight.narrow(1, band..<band + 1).elements }

    @Test("timm's rule: filters repeated and scaled, or added up", arguments: [1, 2, 3, 4, 7, 23]) func repeating(bands: Int) {
        let before = convolution(), after = before.adapted(bands: bands)
        #expect(after.weight.shape == [2, bands, 2, 2] && after.stride == 2 && after.bias == nil)
        #expect(after.weight.isLaid(out: .channelsLast))
        for band in 0..<bands {
            let expected = bands == 1
                ? (0..<8).map { i in (0..<3).map { Double(filters(before.weight, $0)[i]) }.reduce(0, +) }
                : filters(before.weight, band % 3).map { Double($0) * 3 / Double(bands) }
            expectClose(filters(after.weight, band), expected, tolerance: 1e-6)
        }
    }

    @Test("the mean of the filters for every band", arguments: [1, 2, 4, 13]) func averaging(bands: Int) {
        let before = convolution(), after = before.adapted(bands: bands, rule: .averagingChannels)
        let sums = (0..<8).map { i in (0..<3).map { Double(filters(before.weight, $0)[i]) }.reduce(0, +) }
        for band in 0..<bands { expectClose(filters(after.weight, band), sums.map { $0 / Double(bands) }, tolerance: 1e-6) }
    }

    @Test("an image of equal bands gives what it gave", arguments: [BandAdaptation.repeatingChannels, .averagingChannels])
    func grey(rule: BandAdaptation) {
        let before = convolution(), grey = noise([1, 1, 4, 6], 2)
        let expected = before(Tensor.cat([grey, grey, grey], dim: 1)).elements.map(Double.init)
        for bands in [1, 6, 9] {
            let image = Tensor.cat([Tensor](repeating: grey, count: bands), dim: 1)
            expectClose(before.adapted(bands: bands, rule: rule)(image).elements, expected, tolerance: 1e-5)
        }
    }

    @Test("a network takes thirteen bands; what was frozen stays frozen, and nothing is drawn") func network() {
        let network = Initialization.skipped { ResNet.resnet18(numClasses: 3) }
        network.freeze().unfreeze("fc")
        Random.withSeed(1) {
            let state = Random.state
            let adapted = network.adaptFirstConvolution(bands: 13)
            #expect(adapted === network)
            #expect(Random.state == state)
        }
        #expect(network.conv1.inChannels == 13 && !network.conv1.weight.requiresGrad)
        #expect(network.namedParameters().filter(\.parameter.requiresGrad).map(\.name) == ["fc.weight", "fc.bias"])
        #expect(network(Tensor.zeros([2, 13, 32, 32])).shape == [2, 3])
        let table = summary(network, inputSize: [13, 32, 32])
        #expect(table.trainableParameters == 3 * 512 + 3)
    }
}
