"""Checks Kubernetes manifests against the API's own model, strictly: what the API server would drop or refuse is an error.

The model is the official client's, generated from Kubernetes' OpenAPI (python3-kubernetes): for each kind
its fields, their types, and which of them are required.
"""

import re

from kubernetes import client

SCALARS = {"str": str, "int": int, "bool": bool, "float": (int, float), "datetime": str}


def problems(manifest):
    """What is wrong with a manifest, one line each; empty if nothing is."""
    kind = manifest.get("kind")
    model = getattr(client, model_name(manifest.get("apiVersion", ""), kind), None)
    if not model:
        return [f"{manifest.get('apiVersion')}/{kind} is not known"]
    return list(check(manifest, model.__name__, kind))


def model_name(api_version, kind):
    """apps/v1 StatefulSet is V1StatefulSet."""
    version = api_version.rpartition("/")[2]
    return f"{version.capitalize()}{kind}"


def check(value, kind, path):
    """Yields what is wrong with a value that is to be of this type of the model."""
    inner = re.fullmatch(r"list\[(.+)\]", kind)
    pairs = re.fullmatch(r"dict\(str, (.+)\)", kind)
    if inner:
        yield from check_all(value, list, inner[1], path, enumerate)
    elif pairs:
        yield from check_all(value, dict, pairs[1], path, lambda x: x.items())
    elif kind in SCALARS:
        if not isinstance(value, SCALARS[kind]) or (isinstance(value, bool) and kind != "bool"):
            yield f"{path} must be {kind}, not {value!r}"
    elif kind != "object":
        yield from check_object(value, getattr(client, kind), path)


def check_all(values, wanted, kind, path, items):
    if not isinstance(values, wanted):
        yield f"{path} must be a {wanted.__name__}"
        return
    for key, value in items(values):
        yield from check(value, kind, f"{path}.{key}")


def check_object(value, model, path):
    if not isinstance(value, dict):
        yield f"{path} must be an object"
        return
    fields = {json_name: name for name, json_name in model.attribute_map.items()}
    for key in value:
        if key in fields:
            yield from check(value[key], model.openapi_types[fields[key]], f"{path}.{key}")
        else:
            yield f"{path}.{key} is not known"
    try:
        model(**{fields[key]: each for key, each in value.items() if key in fields})
    except ValueError as missing:
        yield f"{path}: {missing}"
