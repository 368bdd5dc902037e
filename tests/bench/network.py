"""The same evidence as Bayesian networks, for a peer that is made for them (pyAgrum)."""

from collections.abc import Callable, Mapping

from planner.clinical.answers import Presence
from planner.ruleout.assess import Reasoner

STATES = {Presence.PRESENT: 1, Presence.ABSENT: 0}


def peer(reasoner: Reasoner, answers: Mapping[str, Presence]) -> Callable[[], object] | None:
    """A call that infers every condition from ``answers``; none where pyAgrum is not installed.

    One network a condition, the condition with its findings as children. Accuracy is made from
    both ratios where only ratios are known. Networks and engines are built beforehand, so only
    evidence and inference are timed, as only weighing is timed here.
    """
    try:
        import pyagrum as gum
    except ImportError:
        return None
    engines = []
    for condition in reasoner.pack.presentation.conditions.values():
        effects = reasoner.effects.get(condition.id, {})
        names = sorted({name for name, _ in effects})
        network = gum.BayesNet(condition.id)
        cause = network.add(gum.LabelizedVariable("cause", "cause", 2))
        prior = condition.pretest.estimate
        network.cpt(cause).fillWith([1 - prior, prior])
        for name in names:
            child = network.add(gum.LabelizedVariable(name, name, 2))
            network.addArc(cause, child)
            up = effects.get((name, Presence.PRESENT))
            down = effects.get((name, Presence.ABSENT))
            without, with_cause = _accuracy(
                up.discounted if up else 1.0, down.discounted if down else 1.0
            )
            network.cpt(child)[{"cause": 0}] = [1 - without, without]
            network.cpt(child)[{"cause": 1}] = [1 - with_cause, with_cause]
        engine = gum.LazyPropagation(network)
        known = {n: STATES[a] for n, a in answers.items() if n in names and a in STATES}
        engines.append((engine, known))

    def infer() -> object:
        posteriors = []
        for engine, known in engines:
            engine.setEvidence(known)
            engine.makeInference()
            posteriors.append(engine.posterior("cause"))
        return posteriors

    return infer


def _accuracy(up: float, down: float) -> tuple[float, float]:
    """P(present | cause absent), P(present | cause) from both ratios, kept inside 0 to 1."""
    without = (1 - down) / (up - down) if up > 1 > down else 0.3
    without = min(0.98, max(0.02, without))
    return without, min(0.99, max(0.01, up * without))
