"""A share with its sample and an interval that is honest about small ones."""

from scipy.special import betaincinv

from markwarden_schema.complaint_check import Interval

CONFIDENCE = 0.95


def interval(successes: float, sample: int) -> Interval | None:
    """The Jeffreys interval of a share: quantiles of Beta(k + ½, n - k + ½), its ends at 0 and 1 where k is 0 or n.

    Recommended for small samples by L. D. Brown, T. T. Cai, A. DasGupta, "Interval Estimation for a Binomial
    Proportion", Statistical Science 16 (2001), 101-133. `successes` may be a fraction: a complaint of which half the links
    were taken down counts as half, because the links of one complaint share their fate. None without a sample.
    """
    if sample <= 0:
        return None
    k = min(max(successes, 0.0), float(sample))
    tail = (1 - CONFIDENCE) / 2
    low = 0.0 if k == 0 else float(betaincinv(k + 0.5, sample - k + 0.5, tail))
    high = 1.0 if k == sample else float(betaincinv(k + 0.5, sample - k + 0.5, 1 - tail))
    share = k / sample
    return Interval(share=share, low=min(low, share), high=max(high, share), sample=sample)
