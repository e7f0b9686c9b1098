from __future__ import annotations

from abm.app.views.name_places import CHARACTER, LINE, OFFSETS, name_offsets


def test_a_name_alone_stands_above_its_point():
    assert name_offsets(["Aldershire", "Brackbury"], [0.0, 500.0], [10.0, 10.0]) == [OFFSETS[0]] * 2


def test_names_of_points_that_lie_together_do_not_meet():
    names, x, y = (
        ["Aldershire", "Brackbury", "Carnford", "Dunselwick"],
        [30.0, 0.0, 20.0, 10.0],
        [50.0, 52.0, 55.0, 50.0],
    )
    feet = [at + offset for at, offset in zip(y, name_offsets(names, x, y), strict=True)]
    assert all(abs(one - other) >= LINE for at, one in enumerate(feet) for other in feet[:at])
    assert max(x) - min(x) < CHARACTER * min(len(name) for name in names)


def test_where_there_is_no_room_left_a_name_stands_above():
    assert name_offsets(["Aldershire"] * 6, [0.0] * 6, [0.0] * 6)[-1] == OFFSETS[0]
