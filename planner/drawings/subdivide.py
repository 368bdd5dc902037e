"""One Catmull-Clark step as a sparse matrix, for smooth silhouettes after skinning."""

from __future__ import annotations

import numpy as np
from scipy import sparse


def catmull_clark(quads: np.ndarray, count: int) -> tuple[sparse.csr_matrix, np.ndarray]:
    """Matrix from old to new vertices, and the new quads; open borders keep their line."""
    faces = len(quads)
    pairs = np.concatenate([quads[:, [k, (k + 1) % 4]] for k in range(4)])
    ordered = np.sort(pairs, axis=1)
    edges, inverse = np.unique(ordered, axis=0, return_inverse=True)
    inverse = inverse.reshape(-1)
    face_of = np.tile(np.arange(faces), 4)
    edge_count = np.bincount(inverse, minlength=len(edges))
    corner = sparse.csr_matrix(
        (np.full(faces * 4, 0.25), (np.repeat(np.arange(faces), 4), quads.ravel())),
        shape=(faces, count),
    )
    ends = sparse.csr_matrix(
        (np.full(len(edges) * 2, 0.5), (np.repeat(np.arange(len(edges)), 2), edges.ravel())),
        shape=(len(edges), count),
    )
    meets = sparse.csr_matrix(
        (np.ones(len(inverse)), (inverse, face_of)), shape=(len(edges), faces)
    )
    inner = edge_count == 2
    per_edge = sparse.diags(1 / np.maximum(edge_count, 1)) @ meets @ corner
    edge_rows = (
        sparse.diags(np.where(inner, 0.5, 1.0)) @ ends
        + sparse.diags(np.where(inner, 0.5, 0.0)) @ per_edge
    )
    vertex_rows = _vertex_rows(quads, edges, inner, corner, count)
    matrix = sparse.vstack([vertex_rows, edge_rows, corner]).tocsr()
    mid = count + inverse.reshape(4, faces).T
    centre = count + len(edges) + np.arange(faces)
    new = [
        np.stack([quads[:, k], mid[:, k], centre, mid[:, (k + 3) % 4]], axis=1) for k in range(4)
    ]
    return matrix, np.concatenate(new)


def _vertex_rows(
    quads: np.ndarray, edges: np.ndarray, inner: np.ndarray, corner: sparse.csr_matrix, count: int
) -> sparse.csr_matrix:
    faces = len(quads)
    touch = sparse.csr_matrix(
        (np.ones(faces * 4), (quads.ravel(), np.repeat(np.arange(faces), 4))), shape=(count, faces)
    )
    valence = np.maximum(np.asarray(touch.sum(axis=1)).ravel(), 1)
    both = np.concatenate([edges, edges[:, ::-1]])
    near = sparse.csr_matrix((np.ones(len(both)), (both[:, 0], both[:, 1])), shape=(count, count))
    degree = np.maximum(np.asarray(near.sum(axis=1)).ravel(), 1)
    face_mean = sparse.diags(1 / valence) @ touch @ corner
    edge_mean = 0.5 * (sparse.eye(count) + sparse.diags(1 / degree) @ near)
    n = degree
    smooth = (
        sparse.diags(1 / n) @ face_mean
        + sparse.diags(2 / n) @ edge_mean
        + sparse.diags((n - 3) / n) @ sparse.eye(count)
    )
    rim = edges[~inner]
    rim_both = np.concatenate([rim, rim[:, ::-1]]) if len(rim) else np.zeros((0, 2), dtype=int)
    on_rim = np.zeros(count, dtype=bool)
    on_rim[rim.ravel()] = True
    next_to = sparse.csr_matrix(
        (np.full(len(rim_both), 0.125), (rim_both[:, 0], rim_both[:, 1])), shape=(count, count)
    )
    border = 0.75 * sparse.eye(count) + next_to
    used = np.bincount(quads.ravel(), minlength=count) > 0
    smooth = sparse.diags((used & ~on_rim).astype(float)) @ smooth
    border = sparse.diags((used & on_rim).astype(float)) @ border
    return smooth + border + sparse.diags((~used).astype(float))
