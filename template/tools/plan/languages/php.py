"""PHP, with PHPUnit."""

import re

from .base import KEPT, Framework, Language, Pipeline
from .cases import PASCAL

#: Words that no class can have as its name, in any case: keywords, and the names of types.
KEYWORDS = (
    "abstract", "and", "array", "as", "bool", "break", "callable", "case", "catch", "class", "clone", "const",
    "continue", "declare", "default", "do", "echo", "else", "elseif", "empty", "enddeclare", "endfor", "endforeach",
    "endif", "endswitch", "endwhile", "enum", "eval", "exit", "extends", "false", "final", "finally", "float", "fn",
    "for", "foreach", "function", "global", "goto", "if", "implements", "include", "instanceof", "insteadof", "int",
    "interface", "isset", "iterable", "list", "match", "mixed", "namespace", "never", "new", "null", "object", "or",
    "parent", "print", "private", "protected", "public", "readonly", "require", "return", "self", "static", "string",
    "switch", "throw", "trait", "true", "try", "unset", "use", "var", "void", "while", "xor", "yield",
)  # fmt: skip
_PACKAGES = ("composer", "git", "make", "php-cli", "php-mbstring", "php-xml", "python3", "unzip")

PHPUNIT = Framework(
    name="phpunit",
    label="PHPUnit",
    mark="        $this->markTestSkipped('{id} is pending');",
    body="$this->fail('{id} is not implemented');",
    mark_in_body=True,
    definition=r"\bfunction\s+(?:test_?)?(?:{Key}|{key})(?![0-9a-z])\w*\s*\(",
    test_name="test{Key}{camel}",
    select="vendor/bin/phpunit --filter 'test{Key}(?![0-9])'",
    report="vendor/bin/phpunit --log-junit report.xml",
    report_shows=True,
    results="report.xml",
)

PHP = Language(
    name="php",
    label="PHP",
    version="8.2",
    versioned="PHP {version}",
    frameworks=(PHPUNIT,),
    suffixes=(".php",),
    case=PASCAL,
    ascii_names=True,
    reserved=frozenset(PASCAL.join([word]) for word in KEYWORDS),
    id_separator="Task",  # an underscore is no camel case to PHP_CodeSniffer
    source_suffix_words={"command": "command", "endpoint": "controller"},
    sources="src/{Role}",
    test_path="tests/{Kind}/{folders}{stem}Test{suffix}",
    test_file=re.compile(r"(?:^|/)[^/]*Test\.php$"),
    file_package=re.compile(r"(?:^|/)(?P<package>[Tt]ests?(?:/.+)?)/[^/]+$"),
    package_clause=re.compile(r"^namespace\s+(?P<package>[\w\\]+)\s*[;{]", re.MULTILINE),
    escapes=((r"\?>", "? >"),),  # it ends a comment, and the code
    entry="src/Cli/Main.php",
    scaffolded=frozenset({"cli"}),
    manifest="composer.json",
    companions={"mongodb/mongodb": ("ext-mongodb",)},
    requirement=re.compile(r"[a-z0-9][\w.-]*/[a-z0-9][\w.-]*:[\^~<>=]*[0-9][\w.*^~<>=|, -]*|ext-\w+:\*"),
    requirement_name=re.compile(r"[\w.-]+/[\w.-]+|ext-\w+"),
    system_packages={
        "ext-mongodb": ("php-mongodb",),
        "ext-pdo_mysql": ("php-mysql",),
        "ext-pdo_pgsql": ("php-pgsql",),
        "ext-redis": ("php-redis",),
    },
    tools="PHP_CodeSniffer and php -l",
    tools_file="phpcs.xml",
    commands={
        "run": ("php bin/console",),
        "install": ("composer install --no-interaction",),
        "test": ("vendor/bin/phpunit",),
        "lint": ("vendor/bin/phpcs",),
        "format": ("vendor/bin/phpcbf",),
        "coverage": ("XDEBUG_MODE=coverage vendor/bin/phpunit --coverage-text --coverage-filter src",),
        "types": ("! find src tests -name '*.php' -exec php -l {} \\; | grep -v '^No syntax errors'",),
    },
    conditions={
        "coverage": (
            "php -m | grep -qixE 'pcov|xdebug'",
            "coverage needs pcov or Xdebug; on Debian: apt-get install php-pcov",
        )
    },
    build_folders=frozenset({"coverage", "vendor"}),
    lock_file="composer.lock",  # to which `composer install` keeps by itself
    dependabot="composer",
    prints_version="php -r 'echo PHP_VERSION;'",
    home="https://www.php.net",
    ci=Pipeline(
        github=(
            *("uses: shivammathur/setup-php", "with:", '  php-version: "{version}"', "  tools: composer"),
            "  extensions: {extensions}",
        ),
        cache="~/.cache/composer",
        gitlab_cache={"COMPOSER_CACHE_DIR": KEPT},
        image="debian:trixie",
        lacks=_PACKAGES,
        packages=_PACKAGES,
    ),
    verified="PHPUnit 9.6, PHP_CodeSniffer 3.7 and php -l, PHP 8.2",
    editor=("[*.php]", "indent_size = 4"),
)
