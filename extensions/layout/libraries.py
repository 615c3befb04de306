"""The usual libraries of each ecosystem, by the word that people use: what a manifest has of them.

Versions are those of the day that `extensions/answers/versions.py` names, at the least a line that still runs on the
lowest version of its language.
"""

_PYTHON = (
    "aiohttp>=3", "alembic>=1", "anthropic>=2", "argon2-cffi>=25", "asyncpg>=0.32", "bcrypt>=5", "beautifulsoup4>=4",
    "boto3>=1", "celery>=5", "click>=8", "cryptography>=50", "django>=5.2", "djangorestframework>=3", "docker>=7",
    "fastapi>=0.163", "flask>=3", "gunicorn>=27", "httpx>=0.28", "jinja2>=3", "litestar>=2", "loguru>=0.7",
    "markdown>=3", "matplotlib>=3", "msgspec>=0.22", "mysqlclient>=2", "networkx>=3", "numpy>=2", "openai>=3",
    "orjson>=3", "pandas>=3", "passlib>=1", "peewee>=4", "pillow>=13", "polars>=2", "psycopg[binary]>=3",
    "pydantic>=2", "pydantic-settings>=2", "pyjwt>=2", "pymongo>=4", "pymysql>=1", "python-dateutil>=2",
    "python-dotenv>=1", "pyyaml>=6", "redis>=8", "requests>=2", "rich>=15", "scikit-learn>=1", "scipy>=1",
    "sqlalchemy>=2", "sqlmodel>=0.0", "starlette>=1", "strawberry-graphql>=0.341", "structlog>=26", "tenacity>=9",
    "textual>=8", "tornado>=6", "typer>=0.29", "uvicorn>=0.54", "websockets>=17",
)  # fmt: skip
_TYPESCRIPT = (
    "@nestjs/config@^12.0.1", "@nestjs/jwt@^12.0.2", "@nestjs/swagger@^12.0.2", "@nestjs/typeorm@^12.0.2",
    "class-transformer@^0.5.1", "class-validator@^0.15.1",
    "@anthropic-ai/sdk@^1.10.0", "@hono/node-server@^2.1.8", "@prisma/client@^7.10.0",
    "@tanstack/react-query@^5.108.0", "argon2@^0.45.1", "axios@^1.21.1", "bcrypt@^6.0.0", "better-sqlite3@^12.0.0",
    "bullmq@^6.7.0", "chalk@^6.0.1", "commander@^15.1.0", "cookie-parser@^1.4.7", "cors@^2.8.6", "date-fns@^4.4.0",
    "dotenv@^18.0.10", "drizzle-orm@^0.44.0", "execa@^10.2.1", "express@^5.3.0", "fastify@^5.12.8", "graphql@^17.1.0",
    "helmet@^8.3.0", "hono@^4.13.19", "ioredis@^6.0.0", "jose@^6.2.17", "jsonwebtoken@^9.0.3", "kafkajs@^2.2.4",
    "knex@^3.3.0", "koa@^3.2.1", "luxon@^3.7.2", "marked@^18.2.1", "mongodb@^7.8.0", "mongoose@^9.12.1",
    "multer@^2.5.0", "mysql2@^3.24.5", "nanoid@^6.0.2", "nodemailer@^10.6.0", "openai@^7.55.0", "passport@^0.7.0",
    "pg@^8.23.1", "pino@^10.4.0", "prisma@^7.10.1", "react@^19.3.1", "react-dom@^19.3.1", "react-hook-form@^7.92.0",
    "react-router@^8.5.1", "redis@^6.3.1", "rxjs@^7.8.2", "sequelize@^6.37.8", "sharp@^0.35.5", "socket.io@^4.8.4",
    "sqlite3@^6.0.1", "stripe@^23.1.0", "typeorm@^1.1.1", "undici@^8.12.4", "uuid@^14.0.3", "winston@^3.19.0",
    "ws@^8.23.0", "yaml@^2.9.1", "yargs@^18.2.0", "zod@^4.6.7", "zustand@^5.1.0", "pinia@^4.1.0", "vue-router@^5.5.1",
)  # fmt: skip
_RUST = (
    "anyhow@1", "axum@0.8", "chrono@0.4[serde]", "clap@4.6[derive]", "jsonwebtoken@10", "mongodb@3.5", "rand@0.9",
    "redis@1", "regex@1", "reqwest@0.13[json]", "serde@1[derive]", "serde_json@1", "sqlx@0.8[postgres,runtime-tokio]",
    "thiserror@2", "tokio@1.54[full]", "tower@0.5", "tower-http@0.7[cors,trace]", "tracing@0.1",
    "tracing-subscriber@0.3", "uuid@1.18[v4]",
)  # fmt: skip
_GO = {
    "chi": "github.com/go-chi/chi/v5 v5.5.0",
    "cobra": "github.com/spf13/cobra v1.10.2",
    "echo": "github.com/labstack/echo/v4 v4.16.0",
    "gin": "github.com/gin-gonic/gin v1.12.0",
    "go-redis": "github.com/redis/go-redis/v9 v9.23.0",
    "gorm": "gorm.io/gorm v1.31.2",
    "jwt": "github.com/golang-jwt/jwt/v5 v5.3.1",
    "mysql": "github.com/go-sql-driver/mysql v1.10.1",
    "pgx": "github.com/jackc/pgx/v5 v5.12.0",
    "mongo-driver": "go.mongodb.org/mongo-driver/v2 v2.10.0",
    "sqlite": "modernc.org/sqlite v1.62.0",
    "testify": "github.com/stretchr/testify v1.12.1",
    "uuid": "github.com/google/uuid v1.6.0",
}
_JVM = {
    "flyway": "org.flywaydb:flyway-core:11.20.0",
    "hikaricp": "com.zaxxer:HikariCP:7.1.0",
    "jackson": "com.fasterxml.jackson.core:jackson-databind:2.21.7",
    "java-jwt": "com.auth0:java-jwt:4.6.2",
    "jedis": "redis.clients:jedis:7.5.2",
    "jjwt": "io.jsonwebtoken:jjwt-api:0.13.0",
    "jooq": "org.jooq:jooq:3.19.39",
    "mongodb": "org.mongodb:mongodb-driver-sync:5.14.0",
    "mysql": "com.mysql:mysql-connector-j:9.6.0",
    "postgresql": "org.postgresql:postgresql:42.7.14",
    "slf4j": "org.slf4j:slf4j-api:2.0.20",
    "sqlite": "org.xerial:sqlite-jdbc:3.53.0.0",
}
_CSHARP = (
    "Dapper@2.1.86", "FluentValidation@12.2.0", "Microsoft.EntityFrameworkCore@10.0.15", "MongoDB.Driver@3.14.0",
    "MySqlConnector@2.6.2", "Npgsql@10.0.3", "Npgsql.EntityFrameworkCore.PostgreSQL@10.0.3", "Polly@8.9.1",
    "Serilog@4.4.0", "StackExchange.Redis@3.4.35",
)  # fmt: skip
#: An extension has the version of PHP itself, or that of the machine.
_PHP = (
    "ext-mongodb:*", "ext-pdo_mysql:*", "ext-pdo_pgsql:*", "ext-pdo_sqlite:*", "ext-redis:*", "mongodb/mongodb:^2.1",
)  # fmt: skip
#: What pkg-config finds, from a version that Debian has had for years.
_CPP = (
    "fmt>=9", "hiredis>=0.14", "libcurl>=7.88", "libmongoc-1.0>=1.23", "libpq>=13", "mysqlclient>=3",
    "nlohmann_json>=3.11", "openssl>=3", "spdlog>=1.10", "sqlite3>=3.40",
)  # fmt: skip
_SWIFT = {
    "mongokitten": "https://github.com/orlandos-nl/MongoKitten.git@7.9.0[MongoKitten]",
    "mysqlnio": "https://github.com/vapor/mysql-nio.git@1.7.0[MySQLNIO]",
    "postgresnio": "https://github.com/vapor/postgres-nio.git@1.27.0[PostgresNIO]",
    "redistack": "https://github.com/swift-server/RediStack.git@1.6.2[RediStack]",
}

#: By language.
LIBRARIES: dict[str, dict[str, str]] = {
    "python": {line.partition(">=")[0].partition("[")[0].lower(): line for line in _PYTHON},
    "typescript": {line.rpartition("@")[0]: line for line in _TYPESCRIPT},
    "rust": {line.partition("@")[0]: line for line in _RUST},
    "go": _GO | {line.partition(" ")[0]: line for line in _GO.values()},
    "cpp": {line.partition(">=")[0]: line for line in _CPP},
    "csharp": {line.partition("@")[0].lower(): line for line in _CSHARP},
    "php": {line.partition(":")[0]: line for line in _PHP},
    "swift": _SWIFT,
    "java": _JVM,
    "kotlin": _JVM | {"coroutines": "org.jetbrains.kotlinx:kotlinx-coroutines-core:1.11.0"},
}
#: Other words for the same library.
ALIASES = {
    "cpp": {"curl": "libcurl", "mongoc": "libmongoc-1.0", "nlohmann-json": "nlohmann_json", "sqlite": "sqlite3"},
    "csharp": {"ef core": "microsoft.entityframeworkcore", "postgresql": "npgsql", "redis": "stackexchange.redis"},
    "php": {"mongodb": "mongodb/mongodb", "pdo_mysql": "ext-pdo_mysql", "pdo_pgsql": "ext-pdo_pgsql"},
    "swift": {"mysql-nio": "mysqlnio", "postgres-nio": "postgresnio"},
    "python": {"jwt": "pyjwt", "postgres": "psycopg", "psycopg3": "psycopg"},
    "typescript": {"postgres": "pg", "node-postgres": "pg", "tanstack query": "@tanstack/react-query"},
    "go": {"golang-jwt": "jwt", "postgres": "pgx", "redis": "go-redis"},
    "java": {"postgres": "postgresql", "redis": "jedis"},
    "kotlin": {"postgres": "postgresql", "redis": "jedis", "kotlinx.coroutines": "coroutines"},
}

_JVM_DRIVERS = {
    "postgres": ("postgresql",),
    "mysql": ("mysql", "org.mariadb.jdbc:mariadb-java-client"),
    "mongo": ("mongodb",),
    "redis": ("jedis", "io.lettuce:lettuce-core"),
}
#: By language and server, the library by which code speaks to it, then packages that make it needless.
DRIVERS: dict[str, dict[str, tuple[str, ...]]] = {
    "python": {
        "postgres": ("psycopg", "asyncpg", "pg8000", "psycopg2", "psycopg2-binary"),
        "mysql": ("pymysql", "aiomysql", "asyncmy", "mysql-connector-python", "mysqlclient"),
        "mongo": ("pymongo", "motor"),
        "redis": ("redis",),
    },
    "typescript": {
        "postgres": ("pg", "@prisma/client", "postgres", "prisma"),
        "mysql": ("mysql2", "@prisma/client", "mariadb", "prisma"),
        "mongo": ("mongodb", "mongoose"),
        "redis": ("redis", "ioredis"),
    },
    "rust": {
        "postgres": ("sqlx", "diesel", "sea-orm", "tokio-postgres"),
        "mysql": ("sqlx@0.8[mysql,runtime-tokio]", "diesel", "mysql", "mysql_async", "sea-orm"),
        "mongo": ("mongodb",),
        "redis": ("redis",),
    },
    "go": {
        "postgres": ("pgx", "github.com/lib/pq", "gorm.io/driver/postgres"),
        "mysql": ("mysql", "gorm.io/driver/mysql"),
        "mongo": ("mongo-driver", "go.mongodb.org/mongo-driver"),
        "redis": ("go-redis", "github.com/redis/rueidis"),
    },
    "cpp": {
        "postgres": ("libpq", "libpqxx"),
        "mysql": ("mysqlclient", "libmariadb", "mysqlcppconn"),
        "mongo": ("libmongoc-1.0", "libmongocxx"),
        "redis": ("hiredis",),
    },
    "csharp": {
        "postgres": ("npgsql", "npgsql.entityframeworkcore.postgresql"),
        "mysql": ("mysqlconnector", "mysql.data", "pomelo.entityframeworkcore.mysql"),
        "mongo": ("mongodb.driver",),
        "redis": ("stackexchange.redis",),
    },
    "php": {
        "postgres": ("ext-pdo_pgsql", "ext-pgsql"),
        "mysql": ("ext-pdo_mysql", "ext-mysqli"),
        "mongo": ("mongodb/mongodb",),
        "redis": ("ext-redis", "predis/predis"),
    },
    "swift": {
        "postgres": ("postgresnio",),
        "mysql": ("mysqlnio",),
        "mongo": ("mongokitten",),
        "redis": ("redistack",),
    },
    "java": _JVM_DRIVERS,
    "kotlin": _JVM_DRIVERS,
}
