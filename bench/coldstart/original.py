"""What Fairlead is measured against: the original's way of answering a viewer request.

A function that imports boto3, makes its S3 client, finds the client's region in a small sorted table
and presigns; below it the least that a runtime does: poll for one event, post the answer.
"""

import bisect
import http.client
import ipaddress
import json
import os
import time

import boto3
from botocore.config import Config

# First address and region of each range, sorted; None: nobody's.
RANGES = [
    ("0.0.0.0", None),
    ("3.80.0.0", "us-east-1"),
    ("3.96.0.0", None),
    ("52.32.0.0", "us-west-2"),
    ("52.36.0.0", None),
]
STARTS = [int(ipaddress.ip_address(first)) for first, _ in RANGES]
BUCKETS = {"us-east-1": "app-ci-us-east-1"}

s3 = boto3.client("s3", region_name="us-east-1", config=Config(signature_version="s3v4"))


def handle(event):
    request = event["Records"][0]["cf"]["request"]
    address = int(ipaddress.ip_address(request["clientIp"]))
    region = RANGES[bisect.bisect_right(STARTS, address) - 1][1]
    if region not in BUCKETS or "/blobs/sha256/" not in request["uri"]:
        return request
    url = s3.generate_presigned_url(
        "get_object",
        Params={"Bucket": BUCKETS[region], "Key": request["uri"].lstrip("/")},
        ExpiresIn=20 * 60,
    )
    return {
        "status": "307",
        "statusDescription": "CostManagementRedirect",
        "headers": {
            "location": [{"key": "Location", "value": url}],
            "cache-control": [{"key": "Cache-Control", "value": "no-store"}],
        },
    }


runtime = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
runtime.request("GET", "/2018-06-01/runtime/invocation/next")
invocation = runtime.getresponse()
answer = handle(json.loads(invocation.read()))
name = invocation.headers["Lambda-Runtime-Aws-Request-Id"]
runtime.request("POST", f"/2018-06-01/runtime/invocation/{name}/response", json.dumps(answer))
runtime.getresponse().read()
time.sleep(60)  # as a runtime would wait for the next event; whoever measures ends it
