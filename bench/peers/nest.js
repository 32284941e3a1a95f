// NestJS on Express, with TypeORM. Decorators are applied by hand, so that nothing is to be compiled.
import 'reflect-metadata';
import { createSecretKey } from 'node:crypto';
import {
  Controller,
  Get,
  Inject,
  Module,
  NotFoundException,
  Param,
  UnauthorizedException,
  UseGuards,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { getRepositoryToken, TypeOrmModule } from '@nestjs/typeorm';
import jwt from 'jsonwebtoken';
import { EntitySchema, IsNull } from 'typeorm';

const [, , url, secret = ''] = process.argv;
const key = createSecretKey(Buffer.from(secret));

const time = (name) => ({ type: 'timestamptz', name, nullable: true });
const User = new EntitySchema({
  name: 'User',
  tableName: 'users',
  columns: {
    id: { type: 'bigint', primary: true },
    username: { type: 'text' },
    email: { type: 'text' },
    status: { type: 'text' },
    last_login: time('last_sign_in_at'),
    created_at: time('created_at'),
    updated_at: time('updated_at'),
    deleted_at: { ...time('deleted_at'), select: false },
  },
});

class BearerGuard {
  canActivate(context) {
    const { authorization = '' } = context.switchToHttp().getRequest().headers;
    try {
      jwt.verify(authorization.slice(7), key, { algorithms: ['HS256'] });
      return true;
    } catch {
      throw new UnauthorizedException();
    }
  }
}

class UsersController {
  constructor(users) {
    this.users = users;
  }

  async get(id) {
    const user = await this.users.findOneBy({ id, deleted_at: IsNull() });
    if (!user) throw new NotFoundException();
    return user;
  }
}
Inject(getRepositoryToken(User))(UsersController, undefined, 0);
Param('id')(UsersController.prototype, 'get', 0);
Get(':id')(
  UsersController.prototype,
  'get',
  Object.getOwnPropertyDescriptor(UsersController.prototype, 'get'),
);
UseGuards(BearerGuard)(UsersController);
Controller('api/users')(UsersController);

class AppModule {}
Module({
  imports: [
    TypeOrmModule.forRoot({ type: 'postgres', url, entities: [User], extra: { max: 10 } }),
    TypeOrmModule.forFeature([User]),
  ],
  controllers: [UsersController],
})(AppModule);

const app = await NestFactory.create(AppModule, { logger: ['error'] });
await app.listen(0, '127.0.0.1');
process.stderr.write(`listening at ${await app.getUrl()}\n`);
