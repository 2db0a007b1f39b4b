"""A sentence that names nobody goes on about the happening told of right before."""

from __future__ import annotations

from tests.coding.conftest import Coder


def test_a_delivery_goes_on_about_the_order_before_it(code: Coder) -> None:
    text = (
        "Chile ordered 24 Leopard 2A6 tanks from Germany last month. Delivery of the first is planned for 2027. "
        "The minister spoke of a good day."
    )
    order, delivery = (claim for claim in code(text).claims if claim.type == "transfer")
    assert (order.status, delivery.status) == ("occurred", "planned")
    assert [actor.country for actor in delivery.actors("supplier")] == ["DEU"]
    assert [actor.country for actor in delivery.actors("recipient")] == ["CHL"]
    assert delivery.values("name") == order.values("name") == ("Leopard 2A6",)


def test_an_order_without_a_thing_far_from_any_takes_no_name(code: Coder) -> None:
    text = (
        "Chile ordered 24 Leopard 2A6 tanks from Germany last month. The weather was fine. Many people came. "
        "The band played. Peru will receive weapons from Spain in 2027."
    )
    names = {claim.actors("recipient")[0].country: claim.values("name") for claim in code(text).claims}
    assert names["CHL"] == ("Leopard 2A6",)
    assert "Leopard 2A6" not in names.get("PER", [])


def test_a_sure_claim_that_names_nobody_is_of_those_whom_the_report_tells_of(code: Coder) -> None:
    told = "Kenya and Tanzania signed a fisheries agreement on Monday. "
    course = "Some 90 fitters have been through a four-month course at Mombasa."
    training = next(claim for claim in code(told + course).claims if claim.type == "training")
    parts = {actor.country for role in ("provider", "trainee") for actor in training.actors(role)}
    assert parts - {None} == {"KEN", "TZA"}  # the fitters are of one of them
    assert not code(course).claims


def test_another_meeting_told_of_right_after_one_is_of_the_same(code: Coder) -> None:
    text = "The president of Kenya visited Uganda on Monday. Another meeting of the two is planned for May."
    planned = next(claim for claim in code(text).claims if claim.status == "planned")
    assert {actor.country for actor in planned.actors("participant")} == {"KEN", "UGA"}
