#!/usr/bin/env bash
# Akka 1.5.74 (NuGet), its HOCON parser: a word that was left alone takes the next section with it.
#
# One would guess: a key without a value is an error, or a key that has none, and the section in the next line is read.
# What happens: the key goes on over the line break. Its name is the word, the line break and the next line's key; where
# a comment stands between the two, the word alone. The section of the right name is gone, with no error.
# It hurts who leaves half of a line in a file: every key of the section below it has its default, a limit of orders too.
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
    <PackageReference Include="Akka" Version="[1.5.74]" />
  </ItemGroup>
</Project>
END
cat > Program.cs <<'END'
using Akka.Configuration;

Tell("limits { orders = 5 }");
Tell("draft\nlimits { orders = 5 }");
Tell("draft\n\n# what may be sent\nlimits { orders = 5 }");

static void Tell(string text)
{
    var config = ConfigurationFactory.ParseString(text);
    var keys = config.Root.GetObject().Items.Keys.Select(key => $"[{key.ReplaceLineEndings("\\n")}]");
    Console.WriteLine($"{text.ReplaceLineEndings("\\n")} -> keys {string.Join(' ', keys)}; limits.orders {config.GetInt("limits.orders", -1)}");
}
END
dotnet build --nologo -v q -o out > build.txt 2>&1 || { cat build.txt; exit 2; }
saw=$(dotnet out/finding.dll)
expected='limits { orders = 5 } -> keys [limits]; limits.orders 5
draft\nlimits { orders = 5 } -> keys [draft\nlimits]; limits.orders -1
draft\n\n# what may be sent\nlimits { orders = 5 } -> keys [draft]; limits.orders -1'
echo "$saw"
[ "$saw" = "$expected" ] || { echo "The behavior has changed. Expected was:"; echo "$expected"; exit 1; }
