"""The assignment as a flow of least cost, solved to proven optimality by OR-Tools.

Cases flow from groups that no reviewer can tell apart, through profiles of reviewers
that no case can tell apart, into slots.  So the network is small and yet leaves no
pairing out: every reviewer who may take a case can be reached by it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from openimr.errors import InputError

from .capacity import Weights, load_pieces
from .dealing import deal

Node = tuple[str | int, ...]
"""What a node stands for: its stage, then who and when."""

_END: Node = ("end",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Cases that ask for the same and are due on one day."""

    cases: tuple[str, ...]
    days: int
    """Days until they are due, 0 to the end of the last period."""

    expedited: bool
    costs: Mapping[int, int]
    """Profile to the cost of its specialty."""

    avoided: frozenset[str] = frozenset()
    """Reviewers whom every case of the group avoids."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply:
    """A reviewer's profile, slots by period, and cases at hand."""

    id: str
    profile: int
    slots: tuple[int, ...]
    open_cases: int


@dataclass(slots=True)
class _Arcs:
    """The network: nodes by what they stand for, arcs as columns."""

    nodes: dict[Node, int] = field(default_factory=dict)
    tails: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    limits: list[int] = field(default_factory=list)
    costs: list[int] = field(default_factory=list)

    def node(self, what: Node) -> int:
        return self.nodes.setdefault(what, len(self.nodes))

    def add(self, tail: Node, head: Node, limit: int, cost: int) -> None:
        self.tails.append(self.node(tail))
        self.heads.append(self.node(head))
        self.limits.append(limit)
        self.costs.append(cost)


@dataclass(frozen=True, slots=True)
class Solution:
    """Where each case went: reviewer and period; and what all of it costs."""

    placed: Mapping[str, tuple[str, int]]
    objective: int


def solve(
    groups: Sequence[Group],
    supplies: Sequence[Supply],
    costs: Weights,
    avoided: Mapping[str, frozenset[str]],
) -> Solution:
    """Return the assignment of least cost in which no case meets whom it avoids.

    First nobody is avoided, which can cost no more than the answer.  Inside a profile
    and period cases are then dealt so that each avoids whom it must; that changes no
    cost, so a deal without conflict is the optimum.  A case that cannot be dealt is
    put into the network by itself, with its reviewers one by one, and all is solved
    again.

    Raises:
        InputError: the solver gives no proof of optimality, which numbers within the
            limits of the data files cannot bring about.
    """
    alone: set[str] = set()
    while True:
        split = list(_split(groups, alone, avoided))
        flows, objective = _flows(split, supplies, costs)
        placed, stuck = _placed(split, flows, avoided)
        if not stuck:
            return Solution(placed, objective)
        alone |= stuck


def _split(
    groups: Sequence[Group], alone: set[str], avoided: Mapping[str, frozenset[str]]
) -> Iterator[Group]:
    for group in groups:
        rest = tuple(case for case in group.cases if case not in alone)
        if rest:
            yield replace(group, cases=rest)
        for case in group.cases:
            if case in alone:
                yield replace(group, cases=(case,), avoided=avoided[case])


_Flows = Mapping[Node, Sequence[tuple[Node, int]]]


def _flows(
    groups: Sequence[Group], supplies: Sequence[Supply], costs: Weights
) -> tuple[_Flows, int]:
    """Return what flows from node to node, and what all of it costs."""
    if not groups:
        return {}, 0
    network = _Arcs()
    total = sum(len(group.cases) for group in groups)
    _reviewers(network, supplies, total, costs)
    _groups(network, groups, supplies, costs)
    solver = SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(
        np.array(network.tails, np.int32),
        np.array(network.heads, np.int32),
        np.array(network.limits, np.int64),
        np.array(network.costs, np.int64),
    )
    for at, group in enumerate(groups):
        solver.set_node_supply(network.node(("group", at)), len(group.cases))
    solver.set_node_supply(network.node(_END), -total)
    if solver.solve() != SimpleMinCostFlow.OPTIMAL:
        raise InputError("panel: no optimum was proven.  Check the weights.")
    flows = solver.flows(arcs)
    names = list(network.nodes)
    flowing: dict[Node, list[tuple[Node, int]]] = defaultdict(list)
    for arc in np.flatnonzero(flows):
        tail, head = names[network.tails[arc]], names[network.heads[arc]]
        flowing[tail].append((head, int(flows[arc])))
    return flowing, int(solver.optimal_cost())


def _reviewers(
    network: _Arcs, supplies: Sequence[Supply], total: int, costs: Weights
) -> None:
    for one in supplies:
        for period, many in enumerate(one.slots):
            if many:
                slot = ("slot", one.id, period)
                network.add(("fellows", one.profile, period), slot, total, 0)
                network.add(slot, ("reviewer", one.id), many, 0)
        for many, cost in load_pieces(sum(one.slots), one.open_cases, costs):
            network.add(("reviewer", one.id), _END, many, cost)


def _groups(
    network: _Arcs,
    groups: Sequence[Group],
    supplies: Sequence[Supply],
    costs: Weights,
) -> None:
    profile_of = {one.id: one.profile for one in supplies}
    members: dict[int, list[str]] = defaultdict(list)
    for one in supplies:
        members[one.profile].append(one.id)
    ways: dict[Node, tuple[int, bool]] = {}
    for at, group in enumerate(groups):
        many = len(group.cases)
        network.add(("group", at), _END, many, costs.unassigned)
        split = {profile_of[id_] for id_ in group.avoided if id_ in profile_of}
        for profile, cost in group.costs.items():
            if profile not in split:
                way: Node = ("profile", profile, group.days, group.expedited)
                network.add(("group", at), way, many, cost)
                ways[way] = (group.days, group.expedited)
                continue
            for id_ in members[profile]:
                if id_ not in group.avoided:
                    way = ("fellow", id_, group.days, group.expedited)
                    network.add(("group", at), way, many, cost)
                    ways[way] = (group.days, group.expedited)
    _ways(network, ways, costs)


def _ways(
    network: _Arcs, ways: Mapping[Node, tuple[int, bool]], costs: Weights
) -> None:
    """Lead profiles and single reviewers into their periods, at the cost of delay."""
    total = sum(network.limits)
    for way, (days, expedited) in ways.items():
        kind = "fellows" if way[0] == "profile" else "slot"
        for period in range(len(costs.periods)):
            head = (kind, way[1], period)
            if head in network.nodes:
                late = costs.delay(period, days, expedited=expedited)
                network.add(way, head, total, late)


def _placed(
    groups: Sequence[Group], flowing: _Flows, avoided: Mapping[str, frozenset[str]]
) -> tuple[dict[str, tuple[str, int]], set[str]]:
    """Follow the flow case by case; return who went where, and who could not be dealt.

    Each stage empties into the next one, so that a case passes every node in turn.
    """
    waiting: dict[Node, list[str]] = defaultdict(list)
    for at, group in enumerate(groups):
        waiting["group", at] = list(group.cases)
    for stage in ("group", "profile", "fellow"):
        for node in [each for each in flowing if each[0] == stage]:
            cases = waiting.pop(node, [])
            for head, many in flowing[node]:
                taken, cases = cases[:many], cases[many:]
                if head != _END:
                    waiting[head] += taken
    placed: dict[str, tuple[str, int]] = {}
    stuck: set[str] = set()
    for node, cases in waiting.items():
        if node[0] == "slot":
            placed |= {case: (str(node[1]), int(node[2])) for case in cases}
        elif node[0] == "fellows":
            room = {str(head[1]): many for head, many in flowing[node]}
            dealt, left = deal(cases, room, avoided)
            placed |= {case: (id_, int(node[2])) for case, id_ in dealt.items()}
            stuck |= left
    return placed, stuck
