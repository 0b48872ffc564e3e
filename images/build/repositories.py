#!/usr/bin/env python3
"""Repositories and mirrors that the catalog names, from the build secret `repositories`.

The secret is JSON: {"maven": [REPOSITORY...], "pypi": [REPOSITORY...], "public": BOOLEAN} with
REPOSITORY = {"url": …, "username": …, "password": …}, the last two where it asks for them. `public` says
whether Maven Central and PyPI are asked too; they are where there is no other of the kind. What is made of it stays in /dev/shm, which is no part of any
layer, and passwords are in no argument.
"""

import json
import os
import re
import urllib.error
import urllib.request
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlsplit, urlunsplit
from xml.sax.saxutils import quoteattr

SECRET = Path("/run/secrets/repositories")


class Repository(NamedTuple):
    url: str
    username: str
    password: str


def repositories(kind: str) -> tuple[list[Repository], bool]:
    """Those of a kind (`maven`, `pypi`), and whether the public one is asked too."""
    if not SECRET.is_file():
        return [], True
    content = json.loads(SECRET.read_text())
    found = [
        Repository(one["url"], one.get("username", ""), one.get("password", ""))
        for one in content[kind]
    ]
    return found, content["public"] or not found


def pip_environment(scratch: Path) -> dict[str, str]:
    """The environment in which pip asks these indexes, by a settings file in `scratch`."""
    indexes, public = repositories("pypi")
    if not indexes:
        return dict(os.environ)
    urls = [with_credentials(index) for index in indexes]
    plain = [urlsplit(index.url).netloc for index in indexes if index.url.startswith("http://")]
    lines = ["[global]"]
    if not public:
        lines.append(f"index-url = {urls.pop(0)}")
    if urls:
        lines.append("extra-index-url =" + "".join(f"\n    {url}" for url in urls))
    if plain:
        lines.append("trusted-host =" + "".join(f"\n    {host}" for host in plain))
    settings = scratch / "pip.conf"
    settings.write_text("\n".join(lines) + "\n")
    return {**os.environ, "PIP_CONFIG_FILE": str(settings)}


def uv_environment(scratch: Path) -> dict[str, str]:
    """The environment in which uv asks the same indexes as pip, by a settings file in `scratch`."""
    environment = {**os.environ, "UV_PYTHON_DOWNLOADS": "never"}
    indexes, public = repositories("pypi")
    if not indexes:
        return {**environment, "UV_NO_CONFIG": "1"}
    # As pip, it takes the newest matching version of all.
    lines = ['index-strategy = "unsafe-best-match"']
    for number, index in enumerate(indexes):
        lines += ["[[index]]", f"url = {json.dumps(with_credentials(index))}"]
        if not public and number == 0:
            lines.append("default = true")
    settings = scratch / "uv.toml"
    settings.write_text("\n".join(lines) + "\n")
    return {**environment, "UV_CONFIG_FILE": str(settings)}


def refusing(project: str) -> Iterator[str]:
    """Hosts of indexes that answer 401, which uv takes for indexes that don't have the project."""
    for index in repositories("pypi")[0]:
        request = urllib.request.Request(f"{index.url.rstrip('/')}/{project}/")
        if index.username:
            pair = b64encode(f"{index.username}:{index.password}".encode()).decode()
            request.add_unredirected_header("Authorization", f"Basic {pair}")
        try:
            urllib.request.urlopen(request, timeout=30).close()
        except urllib.error.HTTPError as error:
            if error.code == 401:
                yield urlsplit(index.url).netloc
        except OSError:
            pass  # uv will say what is wrong with it.


def with_credentials(index: Repository) -> str:
    if not index.username:
        return index.url
    parts = urlsplit(index.url)
    user = f"{quote(index.username, safe='')}:{quote(index.password, safe='')}"
    return urlunsplit(parts._replace(netloc=f"{user}@{parts.netloc}"))


def ivy_settings(
    example: str, modules: list[tuple[str, str]] | None = None, empty: Path | None = None
) -> str:
    """Ivy's settings.

    `example` is the path of an artifact in a repository, to learn realms by. `modules` are globs of group:artifact
    with the resolver for them: `alone` takes an artifact without looking at its POM, `brought` the file `empty` for any
    module in any version. Other modules need a POM, where `empty` is given.
    """
    own, public = repositories("maven")
    places = [(f"own-{index}", f" root={quoteattr(one.url)}") for index, one in enumerate(own)]
    if public:
        places.append(("central", ""))
    chains = [("alone", 'usepoms="false"')]
    if empty is not None:
        chains.append(("whole", 'usepoms="true" descriptor="required"'))
    resolvers = [
        f'    <chain name="{chain}" returnFirst="true">\n'
        + "".join(
            f'      <ibiblio name="{chain}-{name}" m2compatible="true" {poms}{root}/>\n'
            for name, root in places
        )
        + "    </chain>\n"
        for chain, poms in chains
    ]
    if empty is not None:
        pattern = quoteattr(str(empty))
        resolvers.append(f'    <filesystem name="brought"><artifact pattern={pattern}/></filesystem>\n')
    credentials = [
        f"  <credentials host={quoteattr(urlsplit(one.url).hostname or '')}"
        f" realm={quoteattr(realm_of(one.url, example))}"
        f" username={quoteattr(one.username)} passwd={quoteattr(one.password)}/>\n"
        for one in own
        if one.username
    ]
    special = [
        f"    <module organisation={quoteattr(expression(group))} name={quoteattr(expression(name))}"
        f' matcher="regexp" resolver="{resolver}"/>\n'
        for (group, name), resolver in ((glob.split(":"), resolver) for glob, resolver in modules or [])
    ]
    return (
        f'<ivysettings>\n  <settings defaultResolver="{chains[-1][0]}"/>\n'
        + "".join(credentials)
        + f"  <resolvers>\n{''.join(resolvers)}  </resolvers>\n"
        + f"  <modules>\n{''.join(special)}  </modules>\n</ivysettings>\n"
    )


def expression(glob: str) -> str:
    """A glob as a regular expression of Python and of Java."""
    return re.escape(glob).replace(r"\*", ".*")


def realm_of(url: str, example: str) -> str:
    """The realm that a repository asks credentials for: Ivy gives them for the right one only."""
    try:
        urllib.request.urlopen(f"{url.rstrip('/')}/{example}", timeout=30).close()
    except urllib.error.HTTPError as error:
        challenge = error.headers.get("WWW-Authenticate", "")
        if found := re.search(r'realm="([^"]*)"', challenge):
            return found[1]
    except OSError:
        pass  # Ivy will say what is wrong with it.
    return ""
