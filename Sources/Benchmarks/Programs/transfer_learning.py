"""The peer of walkthrough.md: the same steps as a Python notebook would write them.

`landuse bench walkthrough` makes a notebook of it (each `# %%` begins a cell) and has nbconvert execute it.
"""

# %%
import torch

device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
print("Working on:", device)

# %%
from torch import nn
from torchvision import models

resnet18 = models.resnet18(weights=None).to(device)
print("features into the classifier:", resnet18.fc.in_features)
print("classes out of it:           ", resnet18.fc.out_features)

# %%
class_count = 21
resnet18.fc = nn.Linear(resnet18.fc.in_features, class_count).to(device)
resnet18.fc

# %%
from torchsummary import summary

summary(resnet18, (3, 224, 224), device=device.type)

# %%
for name, parameter in resnet18.named_parameters():
    print(name, parameter.requires_grad)

# %%
import time

pretrained_network = models.resnet18(weights=None).to(device)
is_pretrained = False
start = time.perf_counter()
try:
    pretrained_network = models.resnet18(weights=models.ResNet18_Weights.IMAGENET1K_V1).to(device)
    is_pretrained = True
    print("ImageNet weights are in place.")
except OSError as error:
    # landuse bench reads this line.
    print(f"The download was refused after {time.perf_counter() - start:.6f} s.")
    print(f"No pretrained weights: {error}.")
    print("Going on UNTRAINED: from here on, this network's predictions mean nothing.")

# %%
for parameter in pretrained_network.parameters():
    parameter.requires_grad = False

# %%
for parameter in pretrained_network.fc.parameters():
    parameter.requires_grad = True

flags = [parameter.requires_grad for parameter in pretrained_network.parameters()]
print("frozen:   ", flags.count(False))
print("trainable:", flags.count(True))
for name, parameter in pretrained_network.named_parameters():
    print(name, parameter.requires_grad)

# %%
import os

import matplotlib.pyplot as plt
from PIL import Image

picture = Image.open(os.environ["BENCH_IMAGE"]).convert("RGB")
plt.imshow(picture)
plt.axis("off")
plt.show()

# %%
from torchvision import transforms

preprocess = transforms.Compose(
    [
        transforms.Resize((224, 224)),
        transforms.ToTensor(),
        transforms.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]),
    ]
)
model_input = preprocess(picture)
print("shape:", list(model_input.shape))

# %%
stretched = (model_input - model_input.min()) / (model_input.max() - model_input.min())
plt.imshow(stretched.permute(1, 2, 0))
plt.axis("off")
plt.show()

# %%
before, after = transforms.ToTensor()(picture), model_input
print("Channel", "Mean before", "Deviation before", "Mean after", "Deviation after")
for channel, name in enumerate(["red", "green", "blue"]):
    values = [before[channel].mean(), before[channel].std(), after[channel].mean(), after[channel].std()]
    print(name, *[round(value.item(), 3) for value in values])

# %%
pretrained_network.eval()
with torch.inference_mode():
    logits = pretrained_network(model_input.unsqueeze(0).to(device))
probabilities = logits.softmax(dim=1)
best = probabilities[0].topk(5)
print("logits:", list(logits.shape))

# %%
names = [models.ResNet18_Weights.IMAGENET1K_V1.meta["categories"][index] for index in best.indices]
plt.barh(names[::-1], best.values.flip(0))
plt.xlim(0, 1)
plt.xlabel("probability")
plt.title("The five most probable classes" if is_pretrained else "Untrained network: these classes mean nothing")
plt.show()

# %%
if is_pretrained:
    print("ImageNet has no class for a landscape from above: the network answers with what it knows.")
else:
    print("These probabilities come from random weights and mean nothing yet.")
