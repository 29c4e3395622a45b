#!/usr/bin/env bash
# Microsoft.Data.Sqlite 10.0.15 (NuGet): compared with a decimal parameter, every computed number is too small.
#
# One would guess: "where quantity * price > @limit" compares numbers.
# What happens: a decimal is passed as text, and SQLite takes any number for less than any text. Beside a plain column the
# parameter is turned into a number first, so the query that one tries first works; beside an expression, a sum or
# abs(...) nothing turns it, so ">" is never true and "<" always is. The same query with a double works.
# It hurts a check of limits: it never trips, whatever is in the table. CAST(@limit AS REAL) mends it.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
cat > finding.csproj <<'END'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Microsoft.Data.Sqlite" Version="[10.0.15]" />
  </ItemGroup>
</Project>
END
cat > Program.cs <<'END'
using Microsoft.Data.Sqlite;

using var connection = new SqliteConnection("Data Source=:memory:");
connection.Open();
Ask("create table orders (quantity real, price real); insert into orders values (1000, 50000)", 0);
foreach (var what in new[] { "price > @limit", "quantity * price > @limit", "abs(price) > @limit", "quantity * price < @limit" })
    Console.WriteLine($"50000 for 1000 each, limit 100, {what}: double {Count(what, 100.0)}, decimal {Count(what, 100m)}");

object Count(string what, object limit) => Ask($"select count(*) from orders where {what}", limit);

object Ask(string sql, object limit)
{
    using var command = connection.CreateCommand();
    command.CommandText = sql;
    command.Parameters.AddWithValue("@limit", limit);
    return command.ExecuteScalar();
}
END
dotnet build --nologo -v q -o out > build.txt 2>&1 || { cat build.txt; exit 2; }
saw=$(dotnet out/finding.dll)
expected='50000 for 1000 each, limit 100, price > @limit: double 1, decimal 1
50000 for 1000 each, limit 100, quantity * price > @limit: double 1, decimal 0
50000 for 1000 each, limit 100, abs(price) > @limit: double 1, decimal 0
50000 for 1000 each, limit 100, quantity * price < @limit: double 0, decimal 1'
echo "$saw"
[ "$saw" = "$expected" ] || { echo "The behavior has changed. Expected was:"; echo "$expected"; exit 1; }
