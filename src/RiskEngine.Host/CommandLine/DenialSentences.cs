namespace RiskEngine.Host.CommandLine;

/// <summary>Why the kill switch refused a command, as the second half of a sentence for people: what is the matter, and what to do.</summary>
internal static class DenialSentences
{
    /// <summary>Why it was not engaged.</summary>
    /// <param name="reason">The reason as the service writes it; one that this build does not know stays as it is.</param>
    internal static string OfEngaging(string? reason) =>
        Find<KillSwitchEngageDeniedReason>(reason, EnumNames.Name) is { } known ? Of(known) : Unknown(reason);

    /// <summary>Why it was not reset.</summary>
    /// <param name="reason">The reason as the service writes it; one that this build does not know stays as it is.</param>
    internal static string OfReset(string? reason) =>
        Find<KillSwitchResetDeniedReason>(reason, EnumNames.Name) is { } known ? Of(known) : Unknown(reason);

    private static string Of(KillSwitchEngageDeniedReason reason) =>
        reason switch
        {
            KillSwitchEngageDeniedReason.NothingInScope => "nothing goes by that name on a service of an older build.",
            KillSwitchEngageDeniedReason.DeadlineTooLong =>
                "the deadline is above the configured longest. Give a shorter --deadline-ms.",
            KillSwitchEngageDeniedReason.ResetSince =>
                "this is an old command, and what it had engaged was reset since. To stop again, give the command anew.",
            KillSwitchEngageDeniedReason.EngineStopping =>
                "the engine is stopping, and orders may be live. Look at the exchange.",
        };

    private static string Of(KillSwitchResetDeniedReason reason) =>
        reason switch
        {
            KillSwitchResetDeniedReason.NotEngaged => "none of what you named is engaged any more.",
            KillSwitchResetDeniedReason.UnknownEngagement =>
                "the service knows no engagement of a name that you gave. Name those that are engaged by their ids.",
            KillSwitchResetDeniedReason.NoneNamed =>
                "a reset names engagements by their ids. A scope and an epoch do not say which ones you saw.",
            KillSwitchResetDeniedReason.SamePerson => "you have approved it already, and another person must.",
            KillSwitchResetDeniedReason.RecordUnreadable =>
                "the record cannot be read, so nobody can tell what would be reset. Mend the store first.",
            KillSwitchResetDeniedReason.NotStored =>
                "the store did not take the reset. Send it again when the store can be written.",
            KillSwitchResetDeniedReason.TooManyWaiting =>
                "too many resets wait for the store or for another person. Have one of them approved first.",
            KillSwitchResetDeniedReason.EngineStopping => "the engine is stopping. Reset it when it runs again.",
        };

    private static string Unknown(string? reason) => reason is null ? "no reason was given." : $"{reason}.";

    private static T? Find<T>(string? name, Func<T, string> nameOf)
        where T : struct, Enum => Enum.GetValues<T>().Where(x => nameOf(x) == name).Cast<T?>().FirstOrDefault();
}
