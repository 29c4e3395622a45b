namespace RiskEngine.Core.Tests;

/// <summary>Takes out of what was decided what a story expects.</summary>
internal static class Claiming
{
    internal static T Claim<TEffect, T>(this List<TEffect> unclaimed, Func<T, bool> fits, string what)
        where T : TEffect
    {
        foreach (var effect in unclaimed)
            if (effect is T wanted && fits(wanted))
            {
                unclaimed.Remove(effect);
                return wanted;
            }

        throw new ShouldAssertException($"Expected {what}, but only had: {string.Join("; ", unclaimed)}");
    }
}
