"""Measures IPython's kernel as a notebook's runner meets it: through jupyter_client, which nbconvert uses.

Prints one JSON object of lists of seconds, and of bytes."""
import json
import queue
import sys
import time

from jupyter_client.manager import start_new_kernel

runs = int(sys.argv[1])
manager, client = start_new_kernel(kernel_name="python3")


def execute(code, on_stream=None):
    """Runs code to its end; gives the seconds until the kernel is idle again."""
    start = time.perf_counter()
    message = client.execute(code)
    while True:
        reply = client.get_iopub_msg(timeout=60)
        if reply["parent_header"].get("msg_id") != message:
            continue
        if reply["msg_type"] == "stream" and on_stream:
            on_stream(time.perf_counter() - start)
            on_stream = None
        if reply["msg_type"] == "status" and reply["content"]["execution_state"] == "idle":
            return time.perf_counter() - start


def resident():
    with open(f"/proc/{manager.provisioner.pid}/statm") as file:
        return int(file.read().split()[1]) * 4096


def interrupt(code):
    """Starts code that does not end, interrupts it, and gives the seconds until the kernel is idle."""
    message = client.execute(code)
    while True:
        reply = client.get_iopub_msg(timeout=60)
        if reply["msg_type"] == "stream" and reply["parent_header"].get("msg_id") == message:
            break
    time.sleep(0.05)
    start = time.perf_counter()
    manager.interrupt_kernel()
    while True:
        reply = client.get_iopub_msg(timeout=60)
        if reply["parent_header"].get("msg_id") == message and reply["msg_type"] == "status" and reply["content"]["execution_state"] == "idle":
            return time.perf_counter() - start


execute("1 + 1")
figures = {"bytes_idle": [resident()], "cell": [], "first_output": [], "interrupt_counting": [], "interrupt_printing": []}
for run in range(runs):
    figures["cell"].append(execute(f"value{run} = {run} * 2\nprint('twice {run} is', value{run})"))
    execute("print('first')", on_stream=figures["first_output"].append)
    figures["interrupt_counting"].append(interrupt("print('begun', flush=True)\ni = 0\nwhile True: i += 1"))
    figures["interrupt_printing"].append(interrupt("print('begun', flush=True)\nwhile True: print('line')"))
start = time.perf_counter()
for cell in range(200):
    execute(f"def f{cell}(x): return x + {cell}\nprint(f{cell}({cell}))")
figures["many_cells"] = [time.perf_counter() - start]
execute("import torch, torchvision")
figures["bytes_idle_torch"] = [resident()]
try:
    while True:
        client.get_iopub_msg(timeout=0.1)
except queue.Empty:
    pass
client.stop_channels()
manager.shutdown_kernel(now=True)
print(json.dumps(figures))
