"""Cuts and thins the geometry of the base map. Pure functions on lists of [longitude, latitude]; standard library only.

Borders are thinned arc by arc, so that two neighbouring areas keep exactly the same line between them and no slivers
appear. Arcs that belong to the area of the programme are not thinned at all.
"""

from collections import defaultdict
from math import cos, radians


def bounds_of(lines):
    """The smallest (west, south, east, north) around some lines."""
    xs = [x for line in lines for x, _ in line]
    ys = [y for line in lines for _, y in line]
    return min(xs), min(ys), max(xs), max(ys)


def widened(bounds, share):
    """Bounds grown on every side by a share of their longer side, measured on the ground."""
    west, south, east, north = bounds
    shrink = cos(radians((south + north) / 2))
    longer = max((east - west) * shrink, north - south)
    by_lng, by_lat = share * longer / shrink, share * longer
    return west - by_lng, south - by_lat, east + by_lng, north + by_lat


def inside(point, box):
    """Whether a point lies in a box, its edges included."""
    west, south, east, north = box
    return west <= point[0] <= east and south <= point[1] <= north


def _edges(box):
    """The four edges of a box as (axis, limit, +1 when points above the limit are kept, else -1)."""
    west, south, east, north = box
    return (0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)


def _crossing(a, b, axis, limit):
    """Where a segment meets an edge; the same point whichever end is named first."""
    a, b = sorted((a, b))
    share = (limit - a[axis]) / (b[axis] - a[axis])
    met = [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])]
    met[axis] = limit
    return met


def clip_ring(ring, box):
    """A closed ring cut to a box (Sutherland and Hodgman); empty when nothing is left."""
    points = [list(point) for point in ring[:-1]]
    for axis, limit, sign in _edges(box):
        kept = []
        for previous, point in zip(points[-1:] + points[:-1], points):
            was_in = sign * (previous[axis] - limit) >= 0
            is_in = sign * (point[axis] - limit) >= 0
            if was_in != is_in:
                kept.append(_crossing(previous, point, axis, limit))
            if is_in:
                kept.append(point)
        points = kept
    return points + points[:1] if len(points) >= 3 else []


def _clip_segment(a, b, box):
    """The part of a segment inside a box, or None; each edge cuts off what lies beyond it."""
    for axis, limit, sign in _edges(box):
        a_in, b_in = sign * (a[axis] - limit) >= 0, sign * (b[axis] - limit) >= 0
        if not a_in and not b_in:
            return None
        if not a_in:
            a = _crossing(a, b, axis, limit)
        elif not b_in:
            b = _crossing(a, b, axis, limit)
    return a, b


def clip_line(line, box):
    """The pieces of an open line inside a box."""
    pieces = []
    for a, b in zip(line, line[1:]):
        part = _clip_segment(list(a), list(b), box)
        if part is None:
            continue
        start, end = part
        if pieces and pieces[-1][-1] == start:
            pieces[-1].append(end)
        else:
            pieces.append([start, end])
    return pieces


def _off(point, a, b):
    """Squared distance, in degrees of latitude, of a point from the segment a–b."""
    shrink = cos(radians(a[1]))
    px, py = (point[0] - a[0]) * shrink, point[1] - a[1]
    dx, dy = (b[0] - a[0]) * shrink, b[1] - a[1]
    length = dx * dx + dy * dy
    along = max(0.0, min(1.0, (px * dx + py * dy) / length)) if length else 0.0
    return (px - along * dx) ** 2 + (py - along * dy) ** 2


def thin_line(line, tolerance):
    """A line without the points that matter less than a tolerance in degrees (Douglas and Peucker)."""
    keep, todo = {0, len(line) - 1}, [(0, len(line) - 1)]
    while todo:
        first, last = todo.pop()
        if last - first < 2:
            continue
        middle = max(range(first + 1, last), key=lambda i: (_off(line[i], line[first], line[last]), -i))
        if _off(line[middle], line[first], line[last]) > tolerance * tolerance:
            keep.add(middle)
            todo += [(first, middle), (middle, last)]
    return [line[i] for i in sorted(keep)]


def thin_ring(ring, tolerance):
    """A closed ring thinned as two lines, between its first point and the one farthest from it."""
    far = max(range(1, len(ring) - 1), key=lambda i: (_off(ring[i], ring[0], ring[0]), -i))
    return thin_line(ring[: far + 1], tolerance)[:-1] + thin_line(ring[far:], tolerance)


def thin_areas(areas, exact, tolerance):
    """Areas (lists of closed rings) thinned together.

    `exact` holds the points, as tuples, of lines that must stay as they are.
    """
    beside = defaultdict(set)
    for ring in (ring for rings in areas for ring in rings):
        for a, b in zip(ring, ring[1:]):
            beside[tuple(a)].add(tuple(b))
            beside[tuple(b)].add(tuple(a))
    fixed = {point for point, others in beside.items() if len(others) != 2} | exact
    return [[_thin_between(ring, fixed, tolerance) for ring in rings] for rings in areas]


def _thin_between(ring, fixed, tolerance):
    """A closed ring, thinned between its fixed points; each arc in one direction, whichever ring it is met in."""
    start = next((i for i, point in enumerate(ring[:-1]) if tuple(point) in fixed), None)
    if start is None:
        return thin_ring(ring, tolerance)
    turned = ring[start:-1] + ring[: start + 1]
    result, arc = [turned[0]], [turned[0]]
    for point in turned[1:]:
        arc.append(point)
        if tuple(point) in fixed:
            backwards = (arc[-1], arc[-2]) < (arc[0], arc[1])
            thin = thin_line(arc[::-1] if backwards else arc, tolerance)
            result += (thin[::-1] if backwards else thin)[1:]
            arc = [point]
    return result


def rounded(lines, decimals):
    """Lines with rounded coordinates, without the repeated points that rounding makes."""
    result = []
    for line in lines:
        points = []
        for x, y in line:
            point = [round(x, decimals), round(y, decimals)]
            if not points or points[-1] != point:
                points.append(point)
        result.append(points)
    return result
