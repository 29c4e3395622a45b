namespace RiskEngine.Core;

/// <summary>Divides records among messages: none is left out, and each message is short enough.</summary>
internal static class KillSwitchRecordPages
{
    /// <summary>The pages, in the order to be told.</summary>
    /// <param name="first">In the first page.</param>
    /// <param name="others">In whichever; <paramref name="first"/> among them is there once.</param>
    /// <param name="bytes">What a page may take; a record that is longer by itself has one of its own.</param>
    internal static IEnumerable<ValueList<KillSwitchRecord>> Of(
        KillSwitchRecord first,
        IEnumerable<KillSwitchRecord> others,
        int bytes
    )
    {
        var page = new List<KillSwitchRecord> { first };
        var left = bytes - SizeOf(first);
        foreach (var record in KillSwitchHistory.InOrder(others).Where(x => x != first))
        {
            var size = SizeOf(record);
            if (size > left)
            {
                yield return KillSwitchHistory.InOrder(page).ToValueList();
                page.Clear();
                left = bytes;
            }

            left -= size;
            page.Add(record);
        }

        yield return KillSwitchHistory.InOrder(page).ToValueList();
    }

    private static int SizeOf(KillSwitchRecord record) => KillSwitchRecordJson.Write(record).Length + 1;
}
